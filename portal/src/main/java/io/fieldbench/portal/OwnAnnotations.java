package io.fieldbench.portal;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;

/**
 * Looks for {@code @Transactional} and {@code @Scheduled} in our own classes alone: all methods of
 * all beans of the libraries took a tenth of a start. Repositories have transactions of their own.
 */
@Configuration(proxyBeanMethods = false)
class OwnAnnotations {
  private static final String OURS = PortalApplication.class.getPackageName() + ".";

  /** Stands for {@code @EnableScheduling}, with the name by which Boot knows it. */
  @Bean(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
  static ScheduledAnnotationBeanPostProcessor schedules() {
    return new ScheduledAnnotationBeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return isOurs(bean.getClass()) ? super.postProcessAfterInitialization(bean, name) : bean;
      }
    };
  }

  @Bean
  static Transactions transactions() {
    return new Transactions();
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(OURS);
  }

  /** Before the advisors ask for the source. */
  static final class Transactions implements BeanPostProcessor, PriorityOrdered {
    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean.getClass() == AnnotationTransactionAttributeSource.class ? new Source() : bean;
    }
  }

  private static final class Source extends AnnotationTransactionAttributeSource {
    Source() {
      // As Spring's: protected methods count too.
      super(false);
    }

    @Override
    public boolean isCandidateClass(Class<?> type) {
      return isOurs(type) && super.isCandidateClass(type);
    }
  }
}

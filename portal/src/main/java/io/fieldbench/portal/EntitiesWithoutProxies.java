package io.fieldbench.portal;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;

/**
 * No classes are generated for entities: none refers to another lazily, and to make the proxies
 * took a tenth of a start. Hibernate refuses a lazy reference then, and says so.
 */
public final class EntitiesWithoutProxies implements ServiceContributor {
  @Override
  public void contribute(StandardServiceRegistryBuilder services) {
    services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
  }
}

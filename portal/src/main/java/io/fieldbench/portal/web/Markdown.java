package io.fieldbench.portal.web;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;
import org.springframework.stereotype.Component;

/**
 * Turns an author's Markdown into HTML for {@code <div class="fb-md" th:utext="…">}. Raw HTML is
 * shown as text, links lead to http, https, mailto or this server, pictures become their text, and
 * headings start at h2, since the page has its own h1.
 */
@Component
public class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  /** The library's own list lets {@code data:} through. */
  private static final UrlSanitizer LINKS =
      new DefaultUrlSanitizer(List.of("http", "https", "mailto"));

  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(LINKS)
          .build();

  public String toHtml(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new Fit());
    return renderer.render(document);
  }

  private static final class Fit extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.min(6, heading.getLevel() + 1));
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      visitChildren(image);
      for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
        image.insertBefore(child);
      }
      if (image.getPrevious() == null && image.getTitle() != null) {
        image.insertBefore(new Text(image.getTitle()));
      }
      image.unlink();
    }
  }
}

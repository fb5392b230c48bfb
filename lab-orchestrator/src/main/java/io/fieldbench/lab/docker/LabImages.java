package io.fieldbench.lab.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import io.fieldbench.lab.LabException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Engine knows of the images that labs are made of. */
record LabImages(Engine engine) {
  private static final Pattern OURS = Pattern.compile("fieldbench/(?<name>[a-z0-9-]+):.*");
  private static final Pattern USER = Pattern.compile("(?<id>[1-9]\\d{0,8})(:[1-9]\\d{0,8})?");

  /**
   * The user that an image's programs run as; never root.
   *
   * @param id its number
   * @param text with its group, if that is named
   */
  record User(int id, String text) {}

  /**
   * @throws LabException when the image is missing or would run as root
   */
  User user(String image) throws LabException {
    Optional<String> declared =
        engine.call(
            "look for the image " + image,
            docker -> {
              try (var command = docker.inspectImageCmd(image)) {
                var config = command.exec().getConfig();
                String user = config == null ? null : config.getUser();
                return Optional.of(user == null ? "" : user);
              } catch (NotFoundException e) {
                return Optional.empty();
              }
            });
    if (declared.isEmpty()) {
      throw new LabException("the image %s is missing; %s".formatted(image, remedy(image)));
    }
    Matcher user = USER.matcher(declared.get());
    if (!user.matches()) {
      throw new LabException(
          "the image %s names no user other than root by its number; give it a line as USER 1000:1000"
              .formatted(image));
    }
    return new User(Integer.parseInt(user.group("id")), declared.get());
  }

  private static String remedy(String image) {
    Matcher ours = OURS.matcher(image);
    return ours.matches()
        ? "build it with ./fieldbench images " + ours.group("name")
        : "fetch it with docker pull " + image;
  }
}

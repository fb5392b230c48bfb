package io.fieldbench.portal.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Writes a picture of a page as a small PNG: its most frequent 256 colours, well packed. */
final class SmallPicture {
  private static final int COLOURS = 256;

  private SmallPicture() {}

  /**
   * @param png as the browser makes it
   */
  static void write(byte[] png, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      BufferedImage indexed = indexed(ImageIO.read(new ByteArrayInputStream(png)));
      var writer = ImageIO.getImageWritersByFormatName("png").next();
      try (var out = ImageIO.createImageOutputStream(file.toFile())) {
        ImageWriteParam packing = writer.getDefaultWriteParam();
        packing.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        packing.setCompressionQuality(0);
        writer.setOutput(out);
        writer.write(null, new IIOImage(indexed, null, null), packing);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage indexed(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    List<Integer> palette =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(COLOURS)
            .map(Map.Entry::getKey)
            .toList();
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Byte> nearest = new HashMap<>();
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indexes[i] = nearest.computeIfAbsent(pixels[i] & 0xffffff, c -> (byte) nearest(c, colours));
    }
    var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    var result = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    result.getRaster().setDataElements(0, 0, width, height, indexes);
    return result;
  }

  private static int nearest(int colour, int[] colours) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length && least > 0; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (colour >> shift & 0xff) - (colours[i] >> shift & 0xff);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}

package io.fieldbench.kit.protocol;

/**
 * What the kit shall do: {@code {"id":"…","name":"load","value":"100"}}.
 *
 * @param id chosen by the sender, 1–100 characters; comes back in the acknowledgement. The same id
 *     again is not obeyed again, only acknowledged again
 * @param name {@code load} (per cent, 0–100), {@code simulate} (see {@link SimulatedReading}) or
 *     {@code fault} ({@code none}, {@code loose-wire}); a virtual kit takes each input of its
 *     plant, the motor also {@code cooling} (per cent, 0–100) and {@code ambient} (°C, -20–23)
 */
public record Command(String id, String name, String value) {}

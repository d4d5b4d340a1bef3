/** Milliseconds. */
const LASTS = 120;

let context = null;

/** A short tone and a tap: who has the eyes closed still learns that the next thing begins. */
export function tone() {
  navigator.vibrate?.(LASTS);
  try {
    context ??= new AudioContext();
    const [sound, volume] = [context.createOscillator(), context.createGain()];
    volume.gain.value = 0.08;
    sound.frequency.value = 880;
    sound.connect(volume).connect(context.destination);
    sound.start();
    sound.stop(context.currentTime + LASTS / 1000);
  } catch {
    // A browser without sound: the words on the screen say the same.
    context = null;
  }
}

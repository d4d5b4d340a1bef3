/**
 * Taking the pictures of a face check: first the person looking straight ahead, then each movement
 * for as long as a slow person needs, four pictures each.
 *
 *     seconds  0        3            6.5           10
 *              neutral  1st action   2nd action    …
 *     pictures     2 2     4            4
 */
import { jpegOf } from "./pictures.js";
import { pause } from "../shared/pauses.js";

/** How long a part lasts and when in it pictures are taken, in milliseconds. */
const NEUTRAL = { lasts: 3000, shots: [1900, 2600] };
/** Nothing in the first second: the person is still reading what to do. */
const ACTION = { lasts: 3500, shots: [1200, 1850, 2500, 3150] };

/** Pixels; what a face check needs, and no more than it needs. */
const WIDTH = 480;
/** Bytes of all pictures together; the broker takes 2 MiB with statement and portrait. */
const TOTAL = 1.5 * 1024 * 1024;
/** The broker takes no more; three movements make 14. */
const MOST_PICTURES = 16;

/** The movements that can be asked, in the words of the contract. */
export const ACTIONS = ["turn_left", "turn_right", "blink", "smile", "open_mouth"];

/**
 * @param {HTMLVideoElement} video shows the camera
 * @param {string[]} actions
 * @param {{onPart: (part: {act: string, index: number, seconds: number}) => void,
 *   signal: AbortSignal}} to `act`: `neutral` or an action
 * @returns {Promise<Blob[]>} in the order they were taken; empty when `signal` ended it
 */
export async function takePictures(video, actions, { onPart, signal }) {
  const pictures = [];
  for (const [index, act] of ["neutral", ...actions].entries()) {
    const { lasts, shots } = act === "neutral" ? NEUTRAL : ACTION;
    const began = performance.now();
    const until = (moment) => pause(began + moment - performance.now(), signal);
    onPart({ act, index, seconds: lasts / 1000 });
    for (const shot of shots) {
      await until(shot);
      if (signal.aborted) return [];
      if (pictures.length < MOST_PICTURES) pictures.push(await shoot(video));
    }
    await until(lasts);
  }
  return signal.aborted ? [] : pictures;
}

/** As the camera sees it; only the preview is a mirror. */
function shoot(video) {
  const whole = { x: 0, y: 0, width: video.videoWidth, height: video.videoHeight };
  const height = Math.round((WIDTH * whole.height) / whole.width);
  return jpegOf(video, whole, { width: WIDTH, height }, TOTAL / MOST_PICTURES);
}

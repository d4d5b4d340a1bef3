/** The camera: shown in a `<video>`, and read for a code where the browser can do that itself. */

/** Milliseconds between two looks: quick enough for codes that change every second. */
const INTERVAL = 150;

/** Why there is no picture, by what browsers throw; the codes have words of their own. */
const FAILURES = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** @returns {"refused" | "none" | "busy" | "insecure" | "other"} */
export function cameraFailure(error) {
  if (!navigator.mediaDevices) return "insecure";
  return FAILURES[error?.name] ?? "other";
}

/**
 * Shows a camera in `video`.
 * @param {HTMLVideoElement} video
 * @param {"user" | "environment"} side which camera: towards the person, or away
 * @returns {Promise<() => void>} ends it; throws where there is no camera to be had
 */
export async function openCamera(video, side) {
  const wanted = { facingMode: side, width: { ideal: 1280 }, height: { ideal: 960 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  const close = () => {
    // The light beside the lens must go out with the picture.
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    return close;
  } catch (error) {
    close();
    throw error;
  }
}

export async function canReadCodes() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
}

/**
 * Shows the back camera in `video` until a code is read.
 * @param {HTMLVideoElement} video
 * @param {AbortSignal} signal
 * @returns {Promise<string | null>} the text in the code, `null` when `signal` ended it; throws
 *   where the camera is refused
 */
export async function readCode(video, signal) {
  const close = await openCamera(video, "environment");
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (!signal.aborted) {
      const [found] = await detector.detect(video);
      if (found) return found.rawValue;
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
    return null;
  } finally {
    close();
  }
}

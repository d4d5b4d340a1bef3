/** Reading a code with the camera, where the browser can do it by itself. */

/** Milliseconds between two looks: quick enough for codes that change every second. */
const INTERVAL = 150;

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
  const wanted = { video: { facingMode: "environment" } };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  try {
    video.srcObject = stream;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (!signal.aborted) {
      const [found] = await detector.detect(video);
      if (found) return found.rawValue;
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
    return null;
  } finally {
    // The light beside the lens must go out with the picture.
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

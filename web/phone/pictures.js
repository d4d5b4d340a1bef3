/** Pictures as JPEG files of a limited size, and what signs for them. */
import { Problem } from "../shared/api.js";
import { encodeBase64URL } from "../shared/base64url.js";

/** Best first; the last one is taken however large the picture is. */
const QUALITIES = [0.88, 0.75, 0.6, 0.45, 0.3];

/**
 * @param {CanvasImageSource} source
 * @param {{x: number, y: number, width: number, height: number}} part of the source, in its pixels
 * @param {{width: number, height: number}} size of the picture, in pixels
 * @param {number} limit in bytes
 * @returns {Promise<Blob>}
 */
export async function jpegOf(source, part, size, limit) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  const { x, y, width, height } = part;
  canvas.getContext("2d").drawImage(source, x, y, width, height, 0, 0, size.width, size.height);
  let picture = null;
  for (const quality of QUALITIES) {
    picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (picture.size <= limit) break;
  }
  return picture;
}

/** The largest part in the middle of a picture that has this shape (width by height). */
export function middle(width, height, shape) {
  const isWide = width / height > shape;
  const part = { width: isWide ? height * shape : width, height: isWide ? height : width / shape };
  return { ...part, x: (width - part.width) / 2, y: (height - part.height) / 2 };
}

/** @param {Blob} picture @returns {Promise<string>} SHA-256, as statements name a picture */
export async function digestOf(picture) {
  return encodeBase64URL(await crypto.subtle.digest("SHA-256", await picture.arrayBuffer()));
}

/** @param {Blob} picture @returns {Promise<string>} a `data:` address */
export function dataAddress(picture) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}

/**
 * The bytes behind an address. A `data:` one is read here: the page's policy lets no request leave
 * but for its own origin.
 * @param {string} address
 */
export async function pictureAt(address) {
  const found = /^data:(image\/(?:jpeg|png));base64,(.*)$/.exec(address);
  if (found) {
    const bytes = Uint8Array.from(atob(found[2]), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: found[1] });
  }
  try {
    const response = await fetch(address, { referrerPolicy: "no-referrer" });
    if (response.ok) return await response.blob();
  } catch {
    // Told like any other lost connection.
  }
  throw new Problem("network");
}

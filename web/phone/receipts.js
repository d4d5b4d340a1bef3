/** Which terms a person accepted, for whom and when: kept in this browser, newest first. */
import { keep, kept } from "./kept.js";

/** As many as anybody reads. */
const LIMIT = 50;

/**
 * @typedef {object} Receipt
 * @property {string} party the portal's name
 * @property {{id: string, version: string, title: string, url: string}[]} terms
 * @property {string} accepted_at RFC 3339
 */

/** @returns {Receipt[]} */
export function receiptsOf(place) {
  return kept(`receipts.${place}`) ?? [];
}

/** @param {Receipt} receipt */
export function keepReceipt(place, receipt) {
  const before = receiptsOf(place).filter(({ id }) => id !== receipt.id);
  keep(`receipts.${place}`, [receipt, ...before].slice(0, LIMIT));
}

/** A time of the broker's, as people read it. @param {string} time RFC 3339 */
export function moment(time, locale) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "–";
  return date.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

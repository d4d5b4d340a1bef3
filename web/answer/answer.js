/**
 * Carries the answer to the portal in a form (OAuth 2.0 Form Post Response Mode), once. Sent while
 * this page is still loading, the browser puts the portal's page in its place in the history.
 */
const form = document.querySelector("form");
form.submit();

const [{ answerTexts }, { fillTexts, pageLocale, texts }] = await Promise.all([
  import("../shared/texts/answer.js"), import("../shared/texts.js"),
]);
const locale = pageLocale();
const text = texts(locale, answerTexts);
fillTexts(document, text, locale);
document.title = text("answer.title");

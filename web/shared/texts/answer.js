/** Words of the page that carries the answer to the portal in a form. */
export const answerTexts = {
  "answer.title": ["Back to the site", "返回网站"],
  "answer.going": ["Taking you back to the site…", "正在返回网站…"],
  "answer.continue": ["Continue", "继续"],
};

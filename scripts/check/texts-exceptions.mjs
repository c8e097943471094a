// What the check of texts cannot tell by itself, each with its reason.

/** Texts that are in the other language on purpose. */
export const sameInBoth = new Set([
  // The name of a language is written in that language.
  'frameTexts.otherLanguage',
  'shellTexts.otherLanguage',
  'memberTexts.form.languages.zh-CN',
  'memberTexts.form.languages.en-US',
  'accountTexts.languages.zh-CN',
  'accountTexts.languages.en-US',
])

/** Groups whose texts are looked up by names that are put together. */
export const lookedUp = new Set([])

/** What people type is the same in every language. */
export const commands = /^\s*npm /

// Exceptions to the check of texts, each with its reason.

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

/** Groups whose texts are looked up by computed names. */
export const lookedUp = new Set([])

/** Commands that people type are the same in every language. */
export const commands = /^\s*npm /

/** The file of a script of the build in which only the texts of this language are; of other files, the file itself. */
export const toLanguageFile = (file: string, language: string): string =>
  file.replace(/^assets\/([^/]+\.js)$/, `assets/${language}/$1`)

/**
 * Where a spreadsheet may see the beginning of a formula, with the spaces and quotes before its sign. Each such run is
 * matched once, whether a sign follows or not, so that the time is that of reading the text.
 */
const runs = /(?:[;\s"']|^)[\s"']*[=+\-@＝＋－＠]?/g
const isFormula = (run: string): boolean => /[=+\-@＝＋－＠]$/.test(run)

/**
 * Marks texts that a spreadsheet would evaluate as a formula, since users write some of them. Chinese and Japanese
 * editions also accept the full-width signs, and an edition that splits cells at semicolons, tabs or lines sees a new
 * beginning behind each.
 */
export const escapeFormulas = (text: string): string =>
  text
    .replace(runs, (run: string, at: number) => {
      if (!isFormula(run)) return run
      const marked = run.replace(/[;\t\r\n]/g, "$&'")
      return at === 0 && !run.startsWith(';') ? `'${marked}` : marked
    })
    .replace(/^(?=[\t\r])/, "'")

/** Takes off the marks. */
export const unescapeFormulas = (text: string): string =>
  text.replace(/^'(?=[\t\r])/, '').replace(runs, (run: string, at: number) => {
    if (!isFormula(run)) return run
    return run.replace(at === 0 ? /(^|[;\t\r\n])'/g : /([;\t\r\n])'/g, '$1')
  })

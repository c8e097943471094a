/** The package declares no types for its tables. */
declare module 'opencc-js/dict/TSCharacters' {
  /** `電 电|發 发 …`: each traditional character with its simplified ones, the most usual first. */
  const table: string
  export default table
}

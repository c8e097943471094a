/** The logo and name as a link. Default of `href`: the home page. */
export function Brand({ href = '/' }: { readonly href?: string }) {
  return (
    <a className="brand" href={href}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path className="arch" d="M3 29V15a13 13 0 0 1 26 0v14h-5V15a8 8 0 0 0-16 0v14z" />
        <path className="door" d="M13 29v-9.5a4.5 4.5 0 0 1 9 0V29z" />
      </svg>
      <span lang="en">Loggia</span>
    </a>
  )
}

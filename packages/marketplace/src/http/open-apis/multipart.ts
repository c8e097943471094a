/** A part of a multipart/form-data body (RFC 7578). */
export type Part = { readonly fileName?: string; readonly content: Buffer }

const mostParts = 8
const mostHeaderBytes = 4096
const lineEnd = Buffer.from('\r\n')
const headEnd = Buffer.from('\r\n\r\n')

/** RFC 2046 §5.1.1 */
function findBoundary(contentType: string): string | undefined {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  return boundary !== undefined && /^[\w'()+,./:=? -]*[\w'()+,./:=?-]$/.test(boundary) ? boundary : undefined
}

/**
 * The parts of a body by name. Strict: undefined if anything is not as RFC 7578 has it, if a name comes twice, or if
 * there are too many parts.
 */
export function parseMultipart(contentType: string, body: Buffer): ReadonlyMap<string, Part> | undefined {
  const boundary = findBoundary(contentType)
  if (boundary === undefined) return undefined
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter begins the body, or follows a preamble, which is empty here.
  if (!body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return undefined
  const parts = new Map<string, Part>()
  for (let at = delimiter.length - 2; ;) {
    if (body.subarray(at, at + 2).toString('latin1') === '--') return parts
    if (!body.subarray(at, at + 2).equals(lineEnd) || parts.size === mostParts) return undefined
    const headStart = at + 2
    const headStop = body.indexOf(headEnd, headStart)
    if (headStop < 0 || headStop - headStart > mostHeaderBytes) return undefined
    const contentStart = headStop + headEnd.length
    const contentStop = body.indexOf(delimiter, contentStart)
    const named = readDisposition(body.subarray(headStart, headStop).toString())
    if (contentStop < 0 || !named || parts.has(named.name)) return undefined
    const { name, ...rest } = named
    parts.set(name, { ...rest, content: body.subarray(contentStart, contentStop) })
    at = contentStop + delimiter.length
  }
}

const disposition = /^content-disposition:\s*form-data\s*(;.*)$/i
/** A parameter with its value, a token or quoted (RFC 2045 §5.1). */
const parameter = /\s*;\s*([!#$%&'*+.^`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^`|~\w-]+))/y

/** The parameters by name, in lower case; undefined if one is malformed, or comes twice. */
function readParameters(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  for (let at = 0; text.slice(at).trim() !== ''; at = parameter.lastIndex) {
    parameter.lastIndex = at
    const [whole, name = '', quoted, token = ''] = parameter.exec(text) ?? []
    if (whole === undefined || found.has(name.toLowerCase())) return undefined
    found.set(name.toLowerCase(), quoted?.replaceAll('\\"', '"') ?? token)
  }
  return found
}

/** No name, and no longer one, is none. */
const fits = (name: string | undefined, most: number): name is string =>
  name !== undefined && name !== '' && name.length <= most

/** The name of a part and of its file. */
function readDisposition(head: string): { readonly name: string; readonly fileName?: string } | undefined {
  const found = head.split('\r\n').flatMap((line) => disposition.exec(line)?.[1] ?? [])
  const [parameters] = found
  if (parameters === undefined || found.length > 1) return undefined
  const of = readParameters(parameters)
  const [name, fileName] = [of?.get('name'), of?.get('filename')]
  if (!fits(name, 100)) return undefined
  return fits(fileName, 1024) ? { name, fileName } : { name }
}

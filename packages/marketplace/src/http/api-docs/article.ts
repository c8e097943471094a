import type { Language } from '@loggia/kernel'
import { makeExample } from './example.ts'
import type { Schema } from './example.ts'
import { formatType, listFields } from './fields.ts'
import { escape, formatBlock, formatCode, formatTable } from './html.ts'
import { getSummary } from './operations.ts'
import type { Operation, Parameter, Reference } from './operations.ts'
import { describedZh, texts } from './texts.ts'

type View = { readonly language: Language; readonly origin: string; readonly reference: Reference }

/** One operation: what it takes, what it answers, and how it is called. */
export function formatArticle(operation: Operation, view: View): string {
  const t = texts[view.language]
  const { method, path, operationId } = operation
  const bodies = Object.entries(operation.requestBody?.content ?? {})
  const replies = Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.entries(content ?? {}).map(([type, { schema }]) => ({ status, type, schema })),
  )
  const refusals = Object.keys(operation.responses).filter((status) => Number(status) >= 400)
  const example = (type: string, schema: Schema): string =>
    type.endsWith('json')
      ? formatBlock(JSON.stringify(makeExample(schema, view.reference.resolve), undefined, 2))
      : ''
  return `<article id="${operationId}">
<h2><a href="#${operationId}">${escape(getSummary(operation, view.language))}</a></h2>
<p class="call"><span class="method ${method.toLowerCase()}">${method}</span> ${formatCode(path)}</p>
<p class="right">${formatRight(operation, view.language)}</p>
${formatParameters(operation.parameters, view)}
${bodies.map(([type, { schema }]) => `<h3>${t.body} <span>${escape(type)}</span></h3>${formatFields(schema, view)}`).join('')}
<h3>${t.call}</h3>${formatBlock(formatCurl(operation, view))}
${replies.map(({ status, type, schema }) => formatReply({ status, type, fields: formatFields(schema, view), example: example(type, schema) }, t.reply)).join('')}
<p class="refusals">${t.refusals} ${refusals.map((status) => `<span>${status}</span>`).join(' ')}</p>
</article>`
}

type Reply = {
  readonly status: string
  readonly type: string
  readonly fields: string
  readonly example: string
}

const formatReply = ({ status, type, fields, example }: Reply, title: string): string =>
  fields + example === ''
    ? `<h3>${title} ${status} <span>${escape(type)}</span></h3>`
    : `<details><summary>${title} ${status} <span>${escape(type)}</span></summary>${example}${fields}</details>`

function formatRight({ audience, needs, 'x-role': role }: Operation, language: Language): string {
  const { rights } = texts[language]
  if (audience === 'servers') return rights.servers
  if (role === 'anyone') return rights.anyone
  if (role === 'member') return rights.member
  const said = needs.map((one) =>
    one === 'any' ? rights.any : one === 'main' ? rights.main : formatCode(one),
  )
  return `${rights.role[role as keyof typeof rights.role]}${said.join(rights.or)}`
}

function formatParameters(parameters: readonly Parameter[], { language, reference }: View): string {
  const t = texts[language]
  const places: Readonly<Record<string, string>> = t.places
  if (parameters.length === 0) return ''
  const rows = parameters.map((one) => [
    formatCode(one.name),
    places[one.in] ?? one.in,
    formatCode(formatType(one.schema, reference.resolve)),
    formatNeed(one.required, one.description ?? one.schema.description, language),
  ])
  return `<h3>${t.parameters}</h3>${formatTable([t.name, t.place, t.type, t.need], rows)}`
}

function formatFields(schema: Schema, { language, reference }: View): string {
  const t = texts[language]
  const fields = listFields(schema, reference.resolve)
  if (fields.length === 0) return ''
  const rows = fields.map((one) => [
    formatCode(one.path) + (one.form === undefined ? '' : ` <small>${escape(one.form)}</small>`),
    formatCode(one.type),
    formatNeed(one.isRequired, one.description, language),
  ])
  return formatTable([t.name, t.type, t.need], rows)
}

function formatNeed(isRequired: boolean, description: string | undefined, language: Language): string {
  const t = texts[language]
  const told = description && ((language === 'zh-CN' && translate(description)) || description)
  return (isRequired ? t.required : t.optional) + (told ? `<br>${escape(told)}` : '')
}

/** Ids say their form: `An id of the form ord_…`. */
const translate = (text: string): string | undefined =>
  describedZh[text] ?? (text.startsWith(idForm) ? `形如 ${text.slice(idForm.length)} 的 ID` : undefined)
const idForm = 'An id of the form '

/** With the variables that the introduction explains. */
export function formatCurl(operation: Operation, { origin, reference }: Omit<View, 'language'>): string {
  const { method, audience, parameters, requestBody, security } = operation
  const header = (text: string): string => `-H '${text}'`
  const body = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    formatBody(type, makeExample(schema, reference.resolve)),
  )
  const names = new Set(parameters.map(({ name }) => name))
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${origin}${formatUrl(operation, reference)}'`,
    ...(audience === 'servers' ? [header('X-Sdk-Date: …'), header('Authorization: SDK-HMAC-SHA256 …')] : []),
    ...(security.some((one) => 'session' in one) ? ['-b session.txt'] : []),
    ...(names.has('x-loggia-csrf') ? ['-H "x-loggia-csrf: $CSRF"'] : []),
    ...(names.has('Idempotency-Key') ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...body,
  ].join(' \\\n  ')
}

function formatUrl({ path, parameters }: Operation, { resolve }: Reference): string {
  const valueOf = (one: Parameter): string => encodeURIComponent(String(makeExample(one.schema, resolve)))
  const filled = parameters
    .filter((one) => one.in === 'path')
    .reduce((url, one) => url.replace(`{${one.name}}`, valueOf(one)), path)
  const asked = parameters.filter((one) => one.in === 'query' && one.required)
  return filled + (asked.length > 0 ? `?${asked.map((one) => `${one.name}=${valueOf(one)}`).join('&')}` : '')
}

function formatBody(type: string, example: unknown): string {
  const quote = (text: string): string => text.replaceAll("'", String.raw`'\''`)
  if (type.endsWith('json'))
    return `-H 'content-type: ${type}' \\\n  -d '${quote(JSON.stringify(example, undefined, 2))}'`
  return Object.entries(example as Readonly<Record<string, unknown>>)
    .map(([name, value]) =>
      typeof value === 'object'
        ? `-F '${name}=${quote(JSON.stringify(value))};type=application/json'`
        : `-F '${name}=@file'`,
    )
    .join(' \\\n  ')
}

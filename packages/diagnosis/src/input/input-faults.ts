import type { Language } from '@loggia/kernel'

/** Why a text cannot be read as an exchange. `got` is cut to 80 characters. */
export type InputFault =
  | { readonly code: 'input_empty' }
  | { readonly code: 'input_too_long'; readonly limitBytes: number }
  | { readonly code: 'address_too_long'; readonly limit: number }
  | { readonly code: 'format_unknown' }
  | { readonly code: 'line_malformed'; readonly got: string }
  | { readonly code: 'header_malformed'; readonly got: string }
  | { readonly code: 'json_unparsable' }
  | { readonly code: 'har_without_entries' }
  /** No entry was chosen, and several are possible. */
  | { readonly code: 'har_several'; readonly entries: number }
  | { readonly code: 'har_no_such_entry'; readonly entries: number }
  | { readonly code: 'har_entry_malformed'; readonly missing: string }
  | { readonly code: 'record_masked' }
  | { readonly code: 'curl_quote_open' }
  | { readonly code: 'curl_without_address' }
  | { readonly code: 'curl_several' }
  | { readonly code: 'curl_body_missing' }
  | { readonly code: 'curl_file'; readonly got: string }
  | { readonly code: 'curl_option_unknown'; readonly got: string }
type Code = InputFault['code']
type Writers = { readonly [C in Code]: string | ((fault: Extract<InputFault, { code: C }>) => string) }

const english: Writers = {
  input_empty: 'There is nothing to look at.',
  input_too_long: (f) =>
    `The input is longer than ${f.limitBytes} bytes; give the one exchange that is meant.`,
  address_too_long: (f) =>
    `The address of the request is longer than ${f.limit} characters, which no server takes.`,
  format_unknown:
    'This is no raw HTTP request or reply, no curl line, nothing that curl -v printed and no HAR. A request begins with a line such as POST /path HTTP/1.1.',
  line_malformed: (f) => `The first line cannot be read: “${f.got}”.`,
  header_malformed: (f) =>
    `This line is no header: “${f.got}”. An empty line has to stand between headers and body.`,
  json_unparsable: 'The input begins like JSON and cannot be parsed; check that it was copied whole.',
  har_without_entries: 'The HAR has no entries.',
  har_several: (f) => `The HAR has ${f.entries} entries; say which one is meant, from 1 on.`,
  har_no_such_entry: (f) => `The HAR has only ${f.entries} entries.`,
  har_entry_malformed: (f) => `The entry has no ${f.missing}.`,
  record_masked:
    'Secrets in this record were masked, so its proof cannot be computed; take the bytes from the server itself.',
  curl_quote_open: 'A quote in the curl line is not closed; check that it was copied whole.',
  curl_without_address: 'The curl line has no address.',
  curl_several: 'There are several calls of curl; give the one that is meant.',
  curl_body_missing:
    'curl -v does not print the body that it sends: put the curl line above what it printed, or the body below the lines that begin with >.',
  curl_file: (f) => `The body of the curl line stands in a file (${f.got}); put its text in with --data-raw.`,
  curl_option_unknown: (f) => `The option ${f.got} of the curl line is not understood here; leave it out.`,
}
const chinese: Writers = {
  input_empty: '没有可供诊断的内容。',
  input_too_long: (f) => `内容超过 ${f.limitBytes} 字节；请只提供要诊断的那一次调用。`,
  address_too_long: (f) => `请求的地址超过 ${f.limit} 个字符，没有服务器会接受。`,
  format_unknown:
    '这不是原始的 HTTP 请求或响应，也不是 curl 命令、curl -v 的输出或 HAR。请求的第一行形如 POST /path HTTP/1.1。',
  line_malformed: (f) => `第一行无法解读：“${f.got}”。`,
  header_malformed: (f) => `这一行不是请求头或响应头：“${f.got}”。头和正文之间须有一个空行。`,
  json_unparsable: '内容像是 JSON，但无法解析；请检查是否复制完整。',
  har_without_entries: 'HAR 里没有任何条目。',
  har_several: (f) => `HAR 里有 ${f.entries} 个条目；请指明是第几个，从 1 数起。`,
  har_no_such_entry: (f) => `HAR 里只有 ${f.entries} 个条目。`,
  har_entry_malformed: (f) => `这个条目缺少 ${f.missing}。`,
  record_masked: '这份记录里的秘密已被遮盖，无法计算签名；请从服务器上取原始字节。',
  curl_quote_open: 'curl 命令里有引号没有闭合；请检查是否复制完整。',
  curl_without_address: 'curl 命令里没有地址。',
  curl_several: '这里有多次 curl 调用；请只提供要诊断的那一次。',
  curl_body_missing:
    'curl -v 不会打印它发送的正文：请把 curl 命令放在它的输出上面，或把正文放在以 > 开头的各行下面。',
  curl_file: (f) => `curl 命令的正文在文件里（${f.got}）；请改用 --data-raw 写出文本。`,
  curl_option_unknown: (f) => `这里不支持 curl 的选项 ${f.got}；请去掉它。`,
}
const writers: Readonly<Record<Language, Writers>> = { 'zh-CN': chinese, 'en-US': english }

/** Describes in one or two sentences why an input cannot be read, and what would be right. Plain text. */
export function describeInputFault(fault: InputFault, language: Language): string {
  // The writer of a code takes the fault with that code. The table's type says so, but an indexed read loses it.
  const write = writers[language][fault.code] as string | ((fault: InputFault) => string)
  return typeof write === 'string' ? write : write(fault)
}

/** Thrown by the readers of inputs, and caught in {@link readInput}. */
export class UnreadableInput extends Error {
  readonly fault: InputFault
  constructor(fault: InputFault) {
    super(fault.code)
    this.fault = fault
  }
}

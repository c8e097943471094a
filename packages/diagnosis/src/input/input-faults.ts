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
  input_empty: 'The input is empty.',
  input_too_long: (f) =>
    `The input is longer than ${f.limitBytes} bytes. Enter only the one exchange to diagnose.`,
  address_too_long: (f) =>
    `The URL of the request is longer than ${f.limit} characters; no server accepts this.`,
  format_unknown:
    'The input is not a raw HTTP request or response, a curl command, the output of curl -v or a HAR. A request starts with a line such as POST /path HTTP/1.1.',
  line_malformed: (f) => `The first line cannot be read: “${f.got}”.`,
  header_malformed: (f) =>
    `This line is not a header: “${f.got}”. There must be an empty line between the headers and the body.`,
  json_unparsable: 'The input looks like JSON, but cannot be parsed. Check that it was copied completely.',
  har_without_entries: 'The HAR has no entries.',
  har_several: (f) =>
    `The HAR has ${f.entries} entries. Enter the number of the one to diagnose, starting at 1.`,
  har_no_such_entry: (f) => `The HAR has only ${f.entries} ${f.entries === 1 ? 'entry' : 'entries'}.`,
  har_entry_malformed: (f) => `The HAR entry has no ${f.missing}.`,
  record_masked:
    'Secrets in this record are masked, so its signature cannot be computed. Take the original bytes from the server.',
  curl_quote_open: 'The curl command has a quote that is not closed. Check that it was copied completely.',
  curl_without_address: 'The curl command has no URL.',
  curl_several: 'The input has several curl commands. Enter only the one to diagnose.',
  curl_body_missing:
    'curl -v does not print the body that it sends. Put the curl command above its output, or put the body below the lines that start with >.',
  curl_file: (f) =>
    `The curl command reads the body from a file (${f.got}). Use --data-raw with the text of the body instead.`,
  curl_option_unknown: (f) => `The curl option ${f.got} is not supported here. Remove it.`,
}
const chinese: Writers = {
  input_empty: '内容为空。',
  input_too_long: (f) => `内容超过 ${f.limitBytes} 字节，请只填写要诊断的一次调用。`,
  address_too_long: (f) => `请求的 URL 超过 ${f.limit} 个字符，没有服务器会接受。`,
  format_unknown:
    '无法识别内容的格式。支持原始 HTTP 请求或响应、curl 命令、curl -v 的输出和 HAR；请求的第一行形如 POST /path HTTP/1.1。',
  line_malformed: (f) => `无法解析第一行：“${f.got}”。`,
  header_malformed: (f) => `该行不是请求头或响应头：“${f.got}”。头与正文之间须有一个空行。`,
  json_unparsable: '内容像是 JSON，但无法解析，请检查是否复制完整。',
  har_without_entries: 'HAR 中没有条目。',
  har_several: (f) => `HAR 中有 ${f.entries} 个条目，请填写要诊断的条目序号，从 1 开始。`,
  har_no_such_entry: (f) => `HAR 中只有 ${f.entries} 个条目。`,
  har_entry_malformed: (f) => `该 HAR 条目缺少 ${f.missing}。`,
  record_masked: '该记录中的敏感信息已脱敏，无法计算签名，请使用服务器上的原始字节。',
  curl_quote_open: 'curl 命令中有未闭合的引号，请检查是否复制完整。',
  curl_without_address: 'curl 命令中没有 URL。',
  curl_several: '内容中有多条 curl 命令，请只填写要诊断的一条。',
  curl_body_missing:
    'curl -v 不会输出它发送的正文。请将 curl 命令放在输出之前，或将正文放在以 > 开头的各行之后。',
  curl_file: (f) => `curl 命令从文件读取正文（${f.got}），请改用 --data-raw 直接填写正文。`,
  curl_option_unknown: (f) => `不支持 curl 选项 ${f.got}，请去掉该选项。`,
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

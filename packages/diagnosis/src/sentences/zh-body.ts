import type { Writers } from './writers.ts'

const asReceived = '直接用收到的原始字节计算，不要先解析。'
const asSent = '正文只序列化一次，对序列化后的字节签名并原样发送。'
const both = `验签时，${asReceived}发送时，${asSent}`
const header = '格式为 Body-Sign: sign_type="HMAC-SHA256", signature="…"'

/** 签名所用的正文、V1.0 的参数和响应头。 */
export const chineseBody = {
  body_charset: [
    (f) => `签名时正文按 ${f.charset} 编码转换成了字节。`,
    '使用 UTF-8 并在代码中指定，或直接对字节计算，不转换成文本。',
  ],
  body_empty: ['签名用的正文为空。', '在签名或验签前读取并保留正文；数据流读取一次后，再次读取即为空。'],
  body_trimmed: ['签名用的正文去掉了首尾空白字符。', both],
  body_line_break: [
    '签名用的正文开头或末尾多了换行或空格。',
    '对实际发送的正文签名；编辑器和 echo 会在末尾自动添加换行。',
  ],
  body_bom: ['签名用的正文前面多了 BOM（字节顺序标记）。', '使用不带 BOM 的 UTF-8。'],
  body_line_ends: ['正文的换行符在签名后发生了变化。', asSent],
  body_reserialised: ['正文被解析后重新序列化，空白字符、转义或数字的写法发生了变化。', both],
  body_spaced: [
    '签名用的正文在逗号和冒号后有空格，这是 Python json.dumps 的默认格式。',
    `${both}Python 可使用 separators=(',', ':')。`,
  ],
  body_indented: ['签名用的正文含有换行和缩进。', both],
  body_sorted: ['正文的字段排序后才签名。', both],
  body_sorted_with_nulls: [
    '正文的字段做了排序，但保留了值为 null 的字段。',
    `排序时应去掉值为 null 的字段。建议改为：${asReceived}`,
  ],
  body_sorted_every_level: ['正文每一层的字段都做了排序。', `只有最外层需要排序。建议改为：${asReceived}`],
  body_sorted_descending: ['正文的字段按降序排列。', `应按升序排列。建议改为：${asReceived}`],
  body_sorted_caseless: [
    '正文的字段排序时没有区分大小写。',
    `大写字母排在小写字母之前。建议改为：${asReceived}`,
  ],
  body_nulls_dropped: ['签名用的正文去掉了值为 null 的字段。', both],
  body_ascii_escaped: [
    '签名用的正文将非 ASCII 字符写成了 \\uXXXX。',
    `${both}Python 可使用 ensure_ascii=False，PHP 可使用 JSON_UNESCAPED_UNICODE。`,
  ],
  body_unescaped: ['发送的正文含有 \\uXXXX 转义，签名用的是转义前的字符。', both],
  body_slash_escaped: [
    '签名用的正文将“/”写成了“\\/”，这是 PHP 的默认格式。',
    `${both}PHP 可使用 JSON_UNESCAPED_SLASHES。`,
  ],
  body_slash_unescaped: ['发送的正文含有“\\/”，签名用的是“/”。', both],
  body_html_escaped: [
    '签名用的正文将“<”“>”或“&”写成了 \\uXXXX，这是 Go 和 Gson 的默认格式。',
    `${both}Go 可使用 SetEscapeHTML(false)，Gson 可使用 disableHtmlEscaping()。`,
  ],
  body_numbers_quoted: ['数字以字符串形式参与了签名：正文被解析成了值全为字符串的映射。', both],
  body_numbers_decimal: ['整数带小数点参与了签名：数字被解析成了浮点数。', both],
  body_quoted: ['签名用的正文是带引号或反斜杠的 JSON 字符串：正文被序列化了两次。', '直接对正文文本签名。'],
  body_string_sent: [
    '发送的正文是带引号和反斜杠的 JSON 字符串，签名用的是其中的文本：签名后又序列化了一次。',
    '原样发送签名用的 JSON 文本：将对象交给框架，或直接输出文本，不要再次序列化。',
  ],
  body_compressed: ['正文先签名，后压缩。', '对该 URL 关闭压缩；签名针对实际传输的字节。'],
  body_sent_in_gbk: ['正文按 UTF-8 签名，按 GBK 发送。', '使用 UTF-8 发送正文。'],
  body_differs: [
    '签名与发送的正文相符，但收到的正文不同。',
    '检查中间环节：是否有网关、代理或过滤器改写了正文。',
  ],
  pairs_charset: [
    (f) => `签名时参数值按 ${f.charset} 编码转换成了字节。`,
    '按 UTF-8 解码参数，并按 UTF-8 将文本转换为字节。',
  ],
  pairs_parameter_left_out: [
    (f) => `参数 ${f.parameter} 没有参与签名。`,
    '对收到的全部参数（authToken 除外）签名，不要使用固定的参数列表。',
  ],
  pairs_reencoded: [(f) => `参数值经过 ${f.style} 编码后才签名。`, '对解码后的值签名，只在发送时编码。'],
  pairs_not_decoded: ['参数值没有解码，以 URL 中的原文参与了签名。', '先对每个值解码，再签名。'],
  pairs_decoded_twice: ['参数值解码了两次。', '只解码一次；框架返回的值已经解码。'],
  pairs_plus_kept: [
    'URL 中未转义的“+”按“+”参与了签名，而它表示空格。',
    '发送时将“+”写成 %2B、空格写成 %20；解码时将“+”解码为空格。',
  ],
  pairs_plus_blank: ['参数值中的“+”变成了空格：多解码了一次。', '只解码一次；框架返回的值已经解码。'],
  pairs_empty_skipped: ['空值参数没有参与签名。', '以“name=”的形式对空值参数签名，或不发送空值参数。'],
  pairs_empty_kept: ['空值字段参与了签名。', '去掉空值字段；联营 kit 只对有值的字段签名。'],
  pairs_with_token: ['authToken 本身参与了签名。', '对 authToken 以外的全部参数签名。'],
  pairs_sorted_caseless: ['参数排序时没有区分大小写。', '按字符编码排序：数字、大写字母、小写字母。'],
  pairs_unsorted: ['参数没有排序，按收到的顺序签名。', '按名称升序排列。'],
  pairs_descending: ['参数按降序排列。', '按名称升序排列。'],
  pairs_values_only: ['只对参数值签名，没有包含名称。', '用“&”连接 name=value。'],
  pairs_joined: ['拼接参数时缺少“&”或“=”。', '用“&”连接 name=value。'],
  pairs_trailing: ['末尾的“&”或开头的“?”也参与了签名。', '只在参数之间使用“&”。'],
  pairs_last_of_repeated: [
    '对重复的参数，签名用的是最后一个值。',
    '应使用第一个值；建议每个名称只发送一次。',
  ],
  pairs_fields_opened: ['mobilePhone 或 email 解密后才参与签名。', '用发送的密文签名。'],
  pairs_extend_opened: ['saasExtendParams 做 Base64 解码后才参与签名。', '用发送的 Base64 文本签名。'],
  body_sign_missing: ['响应缺少 Body-Sign 头。', `所有响应都要签名，包括拒绝的响应。${header}。`],
  body_sign_misspelled: [(f) => `响应的签名写在了“${f.got}”头中。`, '将响应头命名为 Body-Sign。'],
  body_sign_case: [(f) => `响应头写成了“${f.got}”，而 KooGallery 的调试工具区分大小写。`, '改为 Body-Sign。'],
  body_sign_unquoted: ['Body-Sign 中的值没有加双引号。', `${header}，两个值都加英文双引号。`],
  body_sign_type: [
    (f) => `Body-Sign 中的 sign_type 是“${f.got}”。`,
    '改为 sign_type="HMAC-SHA256"，注意大写。',
  ],
  body_sign_bare: ['Body-Sign 中只有签名。', `${header}。`],
  body_sign_malformed: [(f) => `无法解析 Body-Sign：“${f.got}”。`, `${header}，顺序不能颠倒。`],
  body_sign_over_request: ['签名用的是请求的正文，而不是响应的正文。', '对返回的正文签名。'],
  body_sign_v2_formula: [
    '响应使用了 V2.0 请求的签名公式。',
    '只用密钥本身对正文签名，不包含 nonce 和 timestamp。',
  ],
} as const satisfies Partial<Writers>

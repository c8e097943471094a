import type { Writers } from './writers.ts'

const asReceived = '请保留收到的原始字节，在解析之前用它计算。'
const both = `${asReceived}发送时：正文只序列化一次，对这些字节签名并原样发送。`

/** 签名所用的正文、V1.0 的参数和响应头。 */
export const chineseBody = {
  body_charset: [
    (f) => `签名时正文按 ${f.charset} 转成了字节。`,
    '请使用 UTF-8，并在代码里写明；最好直接对字节计算，不转成文本。',
  ],
  body_empty: ['签名用的正文是空的。', '请在签名或验签之前读取正文；数据流读过一次之后，第二次就是空的。'],
  body_trimmed: ['签名用的正文去掉了首尾空白。', both],
  body_line_break: [
    '签名用的正文末尾多了一个换行。',
    '签名时去掉它，或者一并发送；编辑器和 echo 会自动加上换行。',
  ],
  body_bom: ['签名用的正文前面多了字节顺序标记（BOM）。', '请使用不带 BOM 的 UTF-8。'],
  body_line_ends: ['正文的换行符在签名和接收之间变了。', '正文只写一次，对这些字节签名并原样发送。'],
  body_reserialised: ['正文被解析后又重新序列化，空白或转义发生了变化。', both],
  body_spaced: [
    '签名用的正文在逗号和冒号后面带空格，这是 Python 的 json.dumps 的默认写法。',
    `${both}Python 可用 separators=(',', ':')。`,
  ],
  body_indented: ['签名用的正文带有换行和缩进。', both],
  body_sorted: ['成员排序之后才签名。', both],
  body_sorted_with_nulls: [
    '成员排了序，但保留了值为 null 的成员。',
    `排序时须去掉 null 成员。更好的办法：${asReceived}`,
  ],
  body_sorted_every_level: ['每一层的成员都排了序。', `只有最外层需要排序。更好的办法：${asReceived}`],
  body_sorted_descending: ['成员按从 Z 到 A 排了序。', `应按升序排列。更好的办法：${asReceived}`],
  body_sorted_caseless: ['成员排序时没有区分大小写。', `大写字母排在小写字母之前。更好的办法：${asReceived}`],
  body_nulls_dropped: ['去掉了值为 null 的成员，顺序未变。', both],
  body_ascii_escaped: [
    '签名用的正文把非 ASCII 字符写成了 \\uXXXX。',
    `${both}Python 可用 ensure_ascii=False，PHP 可用 JSON_UNESCAPED_UNICODE。`,
  ],
  body_unescaped: ['发送的是 \\uXXXX 转义，签名用的是转义所代表的字符。', both],
  body_slash_escaped: [
    '签名用的正文把“/”写成了“\\/”，这是 PHP 的默认写法。',
    `${both}PHP 可用 JSON_UNESCAPED_SLASHES。`,
  ],
  body_slash_unescaped: ['发送的是“\\/”，签名用的是“/”。', both],
  body_html_escaped: [
    '签名用的正文把“<”“>”“&”写成了 \\uXXXX，这是 Go 和 Gson 的默认写法。',
    `${both}Go 可用 SetEscapeHTML(false)，Gson 可用 disableHtmlEscaping()。`,
  ],
  body_numbers_quoted: ['数字被当成字符串参与了签名：正文读进了只有字符串的映射。', both],
  body_numbers_decimal: ['整数带着小数点参与了签名：正文读成了浮点数。', both],
  body_quoted: ['签名用的是带引号的 JSON 字符串：正文被序列化了两次。', '请直接对正文的文本签名。'],
  body_string_sent: [
    '正文作为 JSON 字符串发送，外面加了引号和反斜杠，签名用的却是里面的文本。',
    '请原样发送签名用的 JSON 文本：把对象交给框架，或者直接输出文本，不要再序列化一次。',
  ],
  body_compressed: ['正文先签名、后压缩。', '请对这个接口关闭压缩；签名针对的是线上传输的字节。'],
  body_sent_in_gbk: ['正文按 UTF-8 签名，却按 GBK 发送。', '请把输出的字符集设为 UTF-8。'],
  body_differs: [
    '签名与发送的正文相符，而收到的是另一个正文。',
    '请检查中间环节：是否有网关、代理或过滤器改写了正文。',
  ],
  pairs_charset: [
    (f) => `签名时参数值按 ${f.charset} 转成了字节。`,
    '请按 UTF-8 解码参数，并按 UTF-8 取文本的字节。',
  ],
  pairs_parameter_left_out: [
    (f) => `参数 ${f.parameter} 没有参与签名。`,
    '除 authToken 之外，收到的参数都要参与签名，不要用固定的参数清单。',
  ],
  pairs_reencoded: [(f) => `参数值先经过 ${f.style} 编码再签名。`, '请对解码后的值签名，发送时才编码。'],
  pairs_not_decoded: ['参数值没有解码，按地址里的样子参与了签名。', '请先对每个值解码，再签名。'],
  pairs_decoded_twice: ['参数值解码了两次。', '只解码一次：框架给出的值已经解码。'],
  pairs_plus_kept: [
    '地址里没有转义的“+”按“+”参与了签名，而它代表空格。',
    '发送时“+”写成 %2B、空格写成 %20；解码时“+”按空格处理。',
  ],
  pairs_plus_blank: ['参数值里的“+”变成了空格：多解码了一次。', '只解码一次：框架给出的值已经解码。'],
  pairs_empty_skipped: ['空值参数没有参与签名。', '空值参数也要以“name=”参与签名；或者不发送它们。'],
  pairs_empty_kept: ['空值成员参与了签名。', '请去掉空值成员；联营 kit 只对有值的成员签名。'],
  pairs_with_token: ['authToken 自身参与了签名。', '请对除 authToken 之外的全部参数签名。'],
  pairs_sorted_caseless: ['参数排序时没有区分大小写。', '请按字符编码排序：数字、大写字母、小写字母。'],
  pairs_unsorted: ['参数没有排序，按收到的顺序签名。', '请按名称升序排列。'],
  pairs_descending: ['参数按从 Z 到 A 排了序。', '请按名称升序排列。'],
  pairs_values_only: ['只对值签名，没有带名称。', '请用“&”连接 name=value。'],
  pairs_joined: ['连接参数时没有用“&”或“=”。', '请用“&”连接 name=value。'],
  pairs_trailing: ['末尾的“&”或开头的“?”也参与了签名。', '“&”只放在参数之间。'],
  pairs_last_of_repeated: ['重复出现的参数，用的是最后一个值。', '应取第一个值；最好每个名称只发送一次。'],
  pairs_fields_opened: ['mobilePhone 或 email 解密之后才参与签名。', '请用发送时的密文签名。'],
  pairs_extend_opened: ['saasExtendParams 按 Base64 解码之后才参与签名。', '请用发送时的 Base64 文本签名。'],
  body_sign_missing: [
    '响应没有 Body-Sign 头。',
    '每个响应都要签名，包括拒绝的响应：Body-Sign: sign_type="HMAC-SHA256", signature="…"。',
  ],
  body_sign_misspelled: [(f) => `响应的签名写在了“${f.got}”头里。`, '头的名称须为 Body-Sign。'],
  body_sign_case: [(f) => `头写作“${f.got}”，而云商店的调试会区分大小写。`, '请写作 Body-Sign。'],
  body_sign_unquoted: [
    'Body-Sign 里的值没有加双引号。',
    '请写作 sign_type="HMAC-SHA256", signature="…"，引号不可省略。',
  ],
  body_sign_type: [
    (f) => `Body-Sign 里的 sign_type 是“${f.got}”。`,
    '请写作 sign_type="HMAC-SHA256"，注意大写。',
  ],
  body_sign_bare: ['Body-Sign 里只有签名。', '请写作 sign_type="HMAC-SHA256", signature="…"。'],
  body_sign_malformed: [
    (f) => `Body-Sign 无法解读：“${f.got}”。`,
    '请写作 sign_type="HMAC-SHA256", signature="…"，顺序不变。',
  ],
  body_sign_over_request: ['签名用的是请求的正文，而不是响应的正文。', '请对要返回的正文签名。'],
  body_sign_v2_formula: [
    '响应用了 V2.0 请求的公式签名。',
    '请以密钥本身只对正文签名，不带 nonce 和 timestamp。',
  ],
} as const satisfies Partial<Writers>

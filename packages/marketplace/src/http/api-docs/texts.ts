import type { Language } from '@loggia/kernel'

export const texts = {
  'zh-CN': {
    title: 'API 参考',
    lead: '本云商店的全部接口：页面能做的事，程序都能做。',
    menu: 'API 参考目录',
    start: '开始使用',
    audiences: {
      public: '公开接口',
      buyer: '买家接口',
      seller: '商家接口',
      operator: '运营接口',
      servers: '商家服务器接口',
    },
    audienceLeads: {
      public: '无需登录，或对任何已登录的成员开放：商品、搜索、登录、账号。',
      buyer: '订单、服务、企业、余额和团队。',
      seller: '商品、订单、调用记录、测试调用和团队。',
      operator: '审核、买家、商家、资金、监控和设置。',
      servers: '由商家的服务器用访问密钥签名调用。',
    },
    count: (count: number) => `${count} 个接口`,
    problems: '错误码',
    openApi: 'OpenAPI 文档',
    search: '搜索接口',
    find: '搜索',
    found: (count: number, text: string) => `“${text}”：${count} 个接口`,
    nothing: '没有匹配的接口。请换一个词，例如路径的一部分。',
    ask: '请输入路径或名称的一部分。',
    parameters: '参数',
    name: '名称',
    place: '位置',
    type: '类型',
    need: '说明',
    places: { path: '路径', query: '查询参数', header: '请求头' },
    required: '必填',
    optional: '可选',
    body: '请求体',
    call: '调用示例',
    reply: '响应',
    refusals: '错误状态码',
    rights: {
      anyone: '无需登录',
      member: '需登录',
      servers: '需用商家的访问密钥签名',
      any: '任何成员',
      main: '主账号',
      or: ' 或 ',
      role: { buyer: '需要买家权限：', seller: '需要商家权限：', operator: '需要运营权限：' },
    },
    code: '错误码',
    status: '状态码',
    meaning: '含义',
    fault: '服务器出错，原因仅记录在服务器日志中。',
    otherLanguage: 'English',
    main: '跳到正文',
    home: '首页',
  },
  'en-US': {
    title: 'API reference',
    lead: 'Every call of this marketplace: what its pages can do, a program can do.',
    menu: 'Contents of the API reference',
    start: 'Getting started',
    audiences: {
      public: 'Public',
      buyer: 'Buyers',
      seller: 'Sellers',
      operator: 'Operators',
      servers: 'Sellers’ servers',
    },
    audienceLeads: {
      public: 'For anyone, or any member who is signed in: products, search, sign-in and accounts.',
      buyer: 'Orders, services, companies, balance and team.',
      seller: 'Products, orders, calls, test calls and team.',
      operator: 'Reviews, buyers, sellers, money, monitoring and settings.',
      servers: 'Called by a seller’s server and signed with an access key.',
    },
    count: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
    problems: 'Error codes',
    openApi: 'OpenAPI document',
    search: 'Search the API',
    find: 'Search',
    found: (count: number, text: string) => `“${text}”: ${count === 1 ? '1 call' : `${count} calls`}`,
    nothing: 'No call matches. Try another word, such as a part of the path.',
    ask: 'Enter a part of a path or a name.',
    parameters: 'Parameters',
    name: 'Name',
    place: 'In',
    type: 'Type',
    need: 'Notes',
    places: { path: 'path', query: 'query', header: 'header' },
    required: 'required',
    optional: 'optional',
    body: 'Request body',
    call: 'Example call',
    reply: 'Response',
    refusals: 'Errors',
    rights: {
      anyone: 'No sign-in needed',
      member: 'For members who are signed in',
      servers: 'Signed with an access key of the seller',
      any: 'any member',
      main: 'main account',
      or: ' or ',
      role: { buyer: 'Buyer’s right: ', seller: 'Seller’s right: ', operator: 'Operator’s right: ' },
    },
    code: 'Code',
    status: 'Status',
    meaning: 'Meaning',
    fault: 'A server error. The cause is only in the server log.',
    otherLanguage: '中文',
    main: 'Skip to content',
    home: 'Home',
  },
} as const satisfies Record<Language, unknown>
export type Texts = (typeof texts)[Language]

/** Chinese translations of the descriptions in the contract and the document. */
export const describedZh: Readonly<Record<string, string>> = {
  'The csrfToken of the session': '当前会话的 csrfToken',
  'A new value for each new request; a repeated value returns the first response':
    '每个新请求使用一个新值；使用相同的值重复请求，会返回第一次的响应',
  'Only entries after this sequence number': '仅返回此序号之后的条目',
  'The same, sent by a browser when it reconnects': '同上，由重新连接的浏览器发送',
}

/** The chapters of the introduction: a heading, paragraphs, and a block of shell commands. */
export type Chapter = {
  readonly id: string
  readonly title: string
  readonly said: readonly string[]
  readonly shell?: string | undefined
}

type Told = Omit<Chapter, 'id' | 'shell'>
const chapters: readonly (Pick<Chapter, 'id'> & Readonly<Record<Language, Told>>)[] = [
  {
    id: 'sign-in',
    'zh-CN': {
      title: '登录',
      said: [
        '买家、商家和运营接口使用会话。登录后，会话 Cookie 代表该成员；可做的事与页面上相同，取决于其权限。程序应使用自己的成员账号，只授予所需的权限。',
        '每次修改（GET 以外的请求）还须在请求头 x-loggia-csrf 中带上会话的 csrfToken。',
      ],
    },
    'en-US': {
      title: 'Signing in',
      said: [
        'The calls of buyers, sellers and operators use a session. Its cookie stands for the member who signed in; what they may do is the same as on the pages, by their rights. Give a program a member account of its own, with only the rights that it needs.',
        'Every change (any method but GET) also needs the csrfToken of the session in the header x-loggia-csrf.',
      ],
    },
  },
  {
    id: 'servers',
    'zh-CN': {
      title: '商家服务器的签名',
      said: [
        '商家服务器接口不使用会话，而用访问密钥（AK/SK）按 SDK-HMAC-SHA256 签名。密钥在卖家中心创建；商家工具包可直接签名并调用，也可使用华为云的签名 SDK。',
      ],
    },
    'en-US': {
      title: 'Signatures of sellers’ servers',
      said: [
        'Calls of sellers’ servers use no session. They are signed with an access key (AK/SK) by SDK-HMAC-SHA256. Create a key in the Seller Centre; the seller kit signs and calls, and so does the signing SDK of Huawei Cloud.',
      ],
    },
  },
  {
    id: 'repeats',
    'zh-CN': {
      title: '安全重试',
      said: [
        '下单、付款等接口要求请求头 Idempotency-Key。连接中断时，用相同的值和相同的内容重发：已完成的请求不会再做一次，而是返回第一次的响应。',
      ],
    },
    'en-US': {
      title: 'Repeating safely',
      said: [
        'Calls such as placing an order or paying for it need the header Idempotency-Key. When a connection breaks, send the same value with the same content again: what was done is not done twice, and the first response is returned.',
      ],
    },
  },
  {
    id: 'lists',
    'zh-CN': {
      title: '列表',
      said: ['列表按 limit（最多 100）分页。响应中的 next 是下一页的 after；没有 next 时已到末尾。'],
    },
    'en-US': {
      title: 'Lists',
      said: [
        'Lists come in pages of limit items (at most 100). The next of a response is the after of the following page; without it the list has ended.',
      ],
    },
  },
  {
    id: 'values',
    'zh-CN': {
      title: '金额、时间和 ID',
      said: [
        '金额为十进制字符串，附带币种，例如 {"amount":"12.00","currency":"CNY"}。时间为 ISO 8601 格式的 UTC 时间。ID 为前缀加 26 个字符，例如 ord_…。',
      ],
    },
    'en-US': {
      title: 'Amounts, times and ids',
      said: [
        'Amounts are decimal strings with a currency: {"amount":"12.00","currency":"CNY"}. Times are ISO 8601 in UTC. Ids are a prefix and 26 characters, such as ord_….',
      ],
    },
  },
  {
    id: 'refusals',
    'zh-CN': {
      title: '错误',
      said: [
        '请求被拒绝时返回 RFC 9457 的 problem+json。其中的 code 保持不变，可供程序判断；title 和 detail 是给人看的，语言由 Accept-Language 决定。请求过多时返回 429，Retry-After 说明何时重试。',
      ],
    },
    'en-US': {
      title: 'Errors',
      said: [
        'A refused request returns problem+json (RFC 9457). Its code is stable and meant for programs; title and detail are for people, in the language of Accept-Language. Too many requests are answered with 429, and Retry-After says when to try again.',
      ],
    },
  },
]

const showSignIn = (origin: string): string => `curl -c session.txt '${origin}/api/session' \\
  -H 'content-type: application/json' \\
  -d '{"email":"lin@buyer.example","password":"…"}'
CSRF=$(curl -b session.txt '${origin}/api/session' | jq -r .csrfToken)`

/** `origin` is the address of this marketplace. */
export const listChapters = (origin: string, language: Language): Chapter[] =>
  chapters.map(({ id, [language]: told }) => ({
    id,
    ...told,
    shell: id === 'sign-in' ? showSignIn(origin) : undefined,
  }))

import type { ProofFault, ProofState, ProofWay } from '@loggia/protocol/console/access/kinds'
import { defineTexts } from '@loggia/ui'

type ProofTexts = {
  readonly column: string
  readonly states: Readonly<Record<ProofState, string>>
  readonly ways: Readonly<Record<ProofWay, string>>
  readonly faults: Readonly<Record<ProofFault, string>>
}

/** Whether an endpoint is verified, and otherwise what is wrong and what would be right. */
export const proofTexts = defineTexts<ProofTexts>(
  {
    column: '验证',
    states: { unverified: '未验证', verified: '已验证', failed: '验证失败' },
    ways: { file: '验证文件', dns: 'DNS 记录' },
    faults: {
      name_not_found: '域名无法解析。请检查域名拼写和解析记录。',
      name_failed: '域名解析失败，DNS 服务器没有正常响应。请稍后再试。',
      address_forbidden: '域名解析到内网地址或其他不允许访问的地址。请解析到公网地址。',
      plain_http: '此地址不是 HTTPS。请启用 HTTPS。',
      connection_refused: '服务器拒绝连接。请检查端口是否开放、服务是否运行。',
      connection_failed: '无法连接服务器，或连接中断。请检查网络和防火墙。',
      timed_out: '服务器未在 10 秒内响应。',
      tls_missing: '端口没有启用 TLS。请启用 HTTPS。',
      tls_too_old: '服务器的 TLS 版本低于 1.2。请启用 TLS 1.2 或更高版本。',
      tls_failed: 'TLS 握手失败。请检查服务器的 TLS 配置。',
      certificate_expired: '证书已过期。请更换证书。',
      certificate_not_yet_valid: '证书尚未生效。请检查证书的有效期。',
      certificate_self_signed: '证书是自签名的。请使用受信任机构签发的证书。',
      certificate_untrusted: '证书的签发机构不受信任，或缺少中间证书。',
      certificate_wrong_host: '证书不包含此域名。请更换包含此域名的证书。',
      not_http: '响应不是完整的 HTTP/1.1 响应。',
      redirected: '服务器返回了重定向。验证文件须由此域名直接返回，不能跳转。',
      file_not_found: '没有找到验证文件（404）。请检查文件的路径。',
      wrong_status: '服务器返回的状态码不是 200。',
      file_too_long: '验证文件超过 4096 字节。',
      other_text: '文件里没有这一行验证内容。请原样复制，单独成行。',
      record_not_found: '没有找到 TXT 记录。新增的记录可能需要几分钟才能生效。',
      record_failed: '查询 TXT 记录失败，DNS 服务器没有正常响应。请稍后再试。',
      other_record: 'TXT 记录的值与验证内容不一致。请原样复制。',
    },
  },
  {
    column: 'Verification',
    states: { unverified: 'Not verified', verified: 'Verified', failed: 'Failed' },
    ways: { file: 'File', dns: 'DNS record' },
    faults: {
      name_not_found: 'The domain name does not resolve. Check its spelling and its DNS records.',
      name_failed: 'The DNS server did not answer properly. Try again later.',
      address_forbidden:
        'The name resolves to an internal address, or to another one that must not be called. Use a public address.',
      plain_http: 'The endpoint does not use HTTPS. Turn on HTTPS.',
      connection_refused:
        'The server refused the connection. Check that the port is open and the server is running.',
      connection_failed:
        'The server could not be reached, or the connection broke. Check network and firewall.',
      timed_out: 'The server did not respond within 10 seconds.',
      tls_missing: 'The port does not use TLS. Turn on HTTPS.',
      tls_too_old: 'The server uses a TLS version older than 1.2. Turn on TLS 1.2 or later.',
      tls_failed: 'The TLS handshake failed. Check the TLS settings of the server.',
      certificate_expired: 'The certificate has expired. Replace it.',
      certificate_not_yet_valid: 'The certificate is not valid yet. Check its dates.',
      certificate_self_signed: 'The certificate is self-signed. Use one from a trusted authority.',
      certificate_untrusted:
        'The issuer of the certificate is not trusted, or an intermediate certificate is missing.',
      certificate_wrong_host: 'The certificate is for another domain name. Use one for this name.',
      not_http: 'The response is not a complete HTTP/1.1 response.',
      redirected: 'The server redirects. The file must be returned from this domain name directly.',
      file_not_found: 'The file was not found (404). Check its path.',
      wrong_status: 'The server did not respond with status 200.',
      file_too_long: 'The file is larger than 4096 bytes.',
      other_text:
        'The file does not contain the verification line. Copy the line exactly and keep it separate from other text.',
      record_not_found: 'No TXT record was found. A new record may take some minutes to become visible.',
      record_failed: 'The DNS server did not answer the query for the TXT record properly. Try again later.',
      other_record: 'The TXT record has another value. Copy the value exactly.',
    },
  },
)

/** How a seller verifies an endpoint. */
export const verifyTexts = defineTexts(
  {
    act: '验证',
    actOf: (url: string) => `验证：${url}`,
    title: '验证生产地址',
    lead: '证明此地址由您控制。选择一种方式发布验证内容，然后点击“验证”。',
    way: '验证方式',
    steps: {
      file: '在服务器上创建此文件，内容为下面这一行。文件里可以有其他行。',
      dns: '为域名添加一条 TXT 记录，值为下面这一行。服务器能通过 HTTPS 正常响应后，生产地址才会自动通过。',
    },
    fileUrl: '文件地址',
    recordName: '记录名称',
    line: '验证内容',
    fileRules: '文件须通过此地址直接返回：状态码 200，不重定向，不超过 4096 字节。',
    last: '上次验证：',
    verify: '验证',
    busy: '验证中',
    keep: '关闭',
    verified: '验证成功，生产地址仍待通过',
    approved: '验证成功，生产地址已通过',
  },
  {
    act: 'Verify',
    actOf: (url: string) => `Verify ${url}`,
    title: 'Verify endpoint',
    lead: 'Prove that you control this endpoint: publish the line below in one of two ways, then select Verify.',
    way: 'Method',
    steps: {
      file: 'Create this file on your server with the line below. It may contain other lines too.',
      dns: 'Add a TXT record to your domain, with the line below as its value. The endpoint is approved automatically only if your server responds over HTTPS.',
    },
    fileUrl: 'File URL',
    recordName: 'Record name',
    line: 'Line',
    fileRules:
      'The file must be returned from this URL directly: status 200, no redirect, at most 4096 bytes.',
    last: 'Last verification:',
    verify: 'Verify',
    busy: 'Verifying',
    keep: 'Close',
    verified: 'Endpoint verified, but not yet approved',
    approved: 'Endpoint verified and approved',
  },
)

/** What an operator sees of the host of an endpoint. */
export const probeTexts = defineTexts(
  {
    act: '检查',
    actOf: (url: string) => `检查：${url}`,
    title: '检查生产地址',
    none: '尚未检查。检查会解析域名、连接服务器并查找验证内容，不发送任何业务数据。',
    at: '检查时间',
    addresses: '解析地址',
    tls: 'TLS',
    issuer: '证书签发机构',
    endsAt: '证书到期',
    status: '响应状态码',
    duration: '用时',
    ms: (count: string) => `${count} 毫秒`,
    proved: '已找到验证内容',
    probe: '检查',
    again: '重新检查',
    busy: '检查中',
    keep: '关闭',
  },
  {
    act: 'Check',
    actOf: (url: string) => `Check ${url}`,
    title: 'Check of the endpoint',
    none: 'Not checked yet. A check resolves the name, connects to the server and looks for the verification line. It sends no order data.',
    at: 'Time',
    addresses: 'Resolved addresses',
    tls: 'TLS',
    issuer: 'Certificate issuer',
    endsAt: 'Certificate ends',
    status: 'Response status',
    duration: 'Duration',
    ms: (count: string) => `${count} ms`,
    proved: 'Verification line found',
    probe: 'Check',
    again: 'Check again',
    busy: 'Checking',
    keep: 'Close',
  },
)

import type { SsoRefusal, SsoRefusalCode } from './refusals.ts'

type Sentence = { readonly en: string; readonly zh: string }

const notAssigned: Sentence = {
  en: 'You may not use this app. Ask the administrator of your company to assign it to you.',
  zh: '您没有使用此应用的权限，请联系企业管理员为您授权。',
}
const denied: Sentence = {
  en: 'The marketplace did not let you in. If you need this app, ask the administrator of your company to assign it to you.',
  zh: '云商店未允许登录。如需使用此应用，请联系企业管理员为您授权。',
}
const disabled: Sentence = {
  en: 'Your company has disabled you. Ask its administrator.',
  zh: '您已被企业禁用，请联系企业管理员。',
}
const notNow: Sentence = {
  en: 'You cannot be signed in at the moment. Try again in a few minutes.',
  zh: '暂时无法登录，请稍后重试。',
}
const again: Sentence = {
  en: 'The sign-in was not completed. Start it again.',
  zh: '登录未完成，请重新登录。',
}

const pages: Partial<
  Readonly<Record<SsoRefusalCode, { readonly status: number; readonly sentence: Sentence }>>
> = {
  unknownPerson: { status: 403, sentence: notAssigned },
  denied: { status: 403, sentence: denied },
  unknownTenant: { status: 403, sentence: notAssigned },
  disabled: { status: 403, sentence: disabled },
  clientRefused: { status: 502, sentence: notNow },
  invalidAddress: { status: 502, sentence: notNow },
  unreadable: { status: 502, sentence: notNow },
  unavailable: { status: 503, sentence: notNow },
  failed: { status: 500, sentence: notNow },
}

/** A page that tells a person, in their language, why they are not signed in. It has nothing of the request in it. */
export function renderRefusal({ code }: SsoRefusal, request: Request): Response {
  const { status, sentence } = pages[code] ?? { status: 400, sentence: again }
  const isChinese = /^\s*zh/i.test(request.headers.get('accept-language') ?? '')
  const [lang, title, home] = isChinese
    ? ['zh-CN', '登录失败', '返回首页']
    : ['en', 'Sign-in failed', 'Back to the start page']
  const html = `<!doctype html>
<html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p id="reason" data-code="${code}">${isChinese ? sentence.zh : sentence.en}</p>
<p><a href="/">${home}</a></p>
</html>
`
  const headers = {
    'content-type': 'text/html;charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  }
  return new Response(html, { status, headers })
}

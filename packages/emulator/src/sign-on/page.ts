type Language = 'zh' | 'en'
export type Choice = { readonly userName: string; readonly name: string; readonly mayUse: boolean }

const words = {
  choose: { zh: '以谁的身份登录？', en: 'Who signs in?' },
  notAssigned: { zh: '未授权或已禁用', en: 'not assigned, or disabled' },
  refuse: { zh: '拒绝登录（access_denied）', en: 'Refuse (access_denied)' },
  signedOut: { zh: '已退出登录', en: 'Signed out' },
  wrong: { zh: '无法登录', en: 'Nobody can sign in' },
  mayNot: {
    zh: '此人员不能使用此应用：未授权，或已禁用。',
    en: 'This person may not use the app: it is not assigned to them, or they are disabled.',
  },
} as const
export type Word = keyof typeof words

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** The language that a browser prefers. */
export const readLanguage = (header: string | undefined): Language =>
  /^\s*zh/i.test(header ?? '') ? 'zh' : 'en'

function toPage(language: Language, title: Word, main: string): string {
  const heading = words[title][language]
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} · Loggia</title>
<style>body{font:1rem/1.5 system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem}button{display:block;width:100%;margin:.25rem 0;padding:.5rem;text-align:start;font:inherit}</style>
<h1>${heading}</h1>
${main}
`
}

/** A page on which a developer picks who signs in. Its form is sent to its own address. */
export function renderChoice(language: Language, company: string, people: readonly Choice[]): string {
  const buttons = people.map(({ userName, name, mayUse }) => {
    const note = mayUse ? '' : ` – ${words.notAssigned[language]}`
    return `<button name="person" value="${escapeText(userName)}">${escapeText(name)} (${escapeText(userName)})${note}</button>`
  })
  return toPage(
    language,
    'choose',
    `<p>${escapeText(company)}</p>
<form method="post">
${buttons.join('\n')}
<button name="refuse" value="1">${words.refuse[language]}</button>
</form>`,
  )
}

/** A page that says one thing; `detail` is from the protocol, and is not translated. */
export const renderWord = (
  language: Language,
  title: Word,
  detail: Word | { readonly text: string },
): string =>
  toPage(
    language,
    title,
    `<p>${typeof detail === 'string' ? words[detail][language] : escapeText(detail.text)}</p>`,
  )

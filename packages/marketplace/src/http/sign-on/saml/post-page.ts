import { createHash } from 'node:crypto'
import type { Language } from '@loggia/kernel'
import { escapeXml } from '../../xml.ts'

const script = 'document.forms[0].submit()'
const scriptHash = createHash('sha256').update(script).digest('base64')

const texts = {
  'zh-CN': { title: '正在登录应用', button: '继续' },
  'en-US': { title: 'Signing in to the app', button: 'Continue' },
} as const satisfies Record<Language, object>

type Post = { readonly url: string; readonly fields: Readonly<Record<string, string | undefined>> }

/** A page that does nothing but post a form to an app, by itself where scripts run. */
export function formatPostPage({ url, fields }: Post, language: Language): string {
  const { title, button } = texts[language]
  const inputs = Object.entries(fields).map(([name, value]) =>
    value === undefined ? '' : `<input type="hidden" name="${name}" value="${escapeXml(value)}">\n`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
<form method="post" action="${escapeXml(url)}">
${inputs.join('')}<button>${button}</button>
</form>
<script>${script}</script>
</body>
</html>
`
}

/**
 * That page runs its own script only. Where it posts to is written by us; Chromium asks this policy about every redirect
 * after the form too, and an app may lead on to another host of its own.
 */
export const formatPostPolicy = ({ url }: Post): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `form-action ${new URL(url).protocol}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

import { useEffect } from 'react'
import { paths } from '../links.ts'
import { useNamedApp } from './named-app.ts'
import { Notice } from './notice.tsx'
import { Door } from './reset-password.tsx'
import { unifiedTexts } from './unified-texts.ts'

/** Where the sign-in buttons of all apps lead (oauth.md §2): goes on to the app that the address names. */
export function UnifiedLogin() {
  const texts = unifiedTexts.use()
  const appId = useNamedApp()
  useEffect(() => {
    if (appId) location.replace(paths.signOn(appId))
  }, [appId])
  if (appId === null)
    return (
      <Notice
        title={texts.missingTitle}
        text={texts.missing}
        action={{ name: texts.myApps, href: paths.myApps }}
        other={{ name: texts.home, href: paths.home }}
      />
    )
  return (
    <Door title={texts.title} lead={texts.lead}>
      <div className="door__wait">
        {appId && (
          <p className="door__other">
            <a href={paths.signOn(appId)}>{texts.goOn}</a>
          </p>
        )}
      </div>
    </Door>
  )
}

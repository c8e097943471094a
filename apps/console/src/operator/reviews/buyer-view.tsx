import { ScrollArea, Segmented, useLanguage } from '@loggia/ui'
import { useId, useState } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { reviewTexts } from './texts.ts'
import './reviews.css'

const languages = ['zh-CN', 'en-US'] as const
const widths = ['computer', 'phone'] as const

/** The product’s page as buyers will see it, in either language, on a computer or a phone. Nothing on it can be pressed. */
export function BuyerView({ applicationId }: { readonly applicationId: string }) {
  const texts = reviewTexts.use().look
  const reader = useLanguage()
  const [language, setLanguage] = useState<(typeof languages)[number]>(reader)
  const [width, setWidth] = useState<(typeof widths)[number]>('computer')
  return (
    <Card id={useId()} title={texts.title}>
      <div className="look">
        <div className="row row--wrap">
          <Segmented
            label={texts.language}
            value={language}
            onChange={setLanguage}
            options={languages.map((value) => ({ value, label: texts.languages[value] }))}
          />
          <Segmented
            label={texts.width}
            value={width}
            onChange={setWidth}
            options={widths.map((value) => ({ value, label: texts.widths[value] }))}
          />
        </div>
        <ScrollArea label={`${texts.title} · ${texts.widths[width]}`}>
          <iframe
            className={width === 'phone' ? 'look__frame look__frame--phone' : 'look__frame'}
            title={texts.title}
            src={`/operator/reviews/${applicationId}/preview?lang=${language}`}
            sandbox="allow-same-origin"
            loading="lazy"
          />
        </ScrollArea>
        <p className="t12 faint">{texts.note}</p>
      </div>
    </Card>
  )
}

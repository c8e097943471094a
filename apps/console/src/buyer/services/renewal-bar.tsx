import { Link } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { Button, formatCount } from '@loggia/ui'
import { serviceTexts } from './texts.ts'
import { createRenewSearch } from '../renewing/renew-search.ts'

/** The most services in one quote. */
const most = 20

/** The selected services, and what can be done with all of them. */
export function RenewalBar({
  services,
  onClear,
}: {
  readonly services: readonly Service[]
  onClear(): void
}) {
  const texts = serviceTexts.use().selection
  if (services.length === 0) return null
  const isTooMany = services.length > most
  return (
    <div className="selbar" role="status">
      <b>{texts.count(formatCount(services.length))}</b>
      <span>{isTooMany ? texts.tooMany(formatCount(most)) : texts.note}</span>
      <span className="grow" />
      {!isTooMany && (
        <Link
          className="btn btn--sm btn--primary"
          to="/buyer/renew"
          search={createRenewSearch(services.map(({ id }) => id))}
        >
          {texts.renew(formatCount(services.length))}
        </Link>
      )}
      <Button size="small" variant="plain" onClick={onClear}>
        {texts.clear}
      </Button>
    </div>
  )
}

import type { Service, ServiceDetail } from '@loggia/protocol/console'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../../centre/frame.ts'
import { Card } from '../../centre/parts/page.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { serviceTexts } from './texts.ts'
import { toLooks } from './standing.ts'

export type OfService = {
  readonly service: Service & Partial<Pick<ServiceDetail, 'terms' | 'support'>>
  readonly isOnOrder?: boolean
}

/** The card of the access data, with the state of the service. */
export function AccessFrame({
  service,
  end,
  children,
}: OfService & { readonly end?: ReactNode; readonly children: ReactNode }) {
  const texts = serviceTexts.use().access
  const now = useNow()()
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<ServiceState state={toLooks(service, now)} />}
      end={end}
      bare
    >
      {children}
    </Card>
  )
}

import type { ConnectedApp } from '@loggia/protocol/console'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useRead } from '../../centre/api.ts'
import { staleApps } from './stale.ts'

const whileUnderWay = 5_000

/** Whether an app may still be assigned. */
export const isOpen = ({ state }: Pick<ConnectedApp, 'state'>): boolean =>
  state === 'connecting' || state === 'connected'

/** Whether the seller is being told something; not while somebody has to decide. */
const isUnderWay = ({ state, asks, departments, people }: ConnectedApp): boolean =>
  !asks && state !== 'ended' && (state !== 'connected' || departments.waiting > 0 || people.waiting > 0)

/** A connected app, which is followed while its seller is told something; then its lists are read again. */
export function useFollowed(connectedAppId: string) {
  const queries = useQueryClient()
  const app = useRead(
    'GET /api/buyer/connected-apps/:connectedAppId',
    { params: { connectedAppId } },
    { refetchInterval: (of) => (of && isUnderWay(of) ? whileUnderWay : false) },
  )
  const isMoving = app.data !== undefined && isUnderWay(app.data)
  useEffect(() => {
    if (!isMoving) return undefined
    return () => {
      for (const route of staleApps) void queries.invalidateQueries({ queryKey: [route] })
    }
  }, [isMoving, queries])
  return app
}

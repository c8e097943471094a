import { Link } from '@tanstack/react-router'
import type { DialTest } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import type { CallArea } from '../calls/call-area.ts'
import type { Column } from '../parts/listing.tsx'
import { DialTestResult, useTestName } from './standing.tsx'
import { monitoringTexts } from './texts.ts'

/** The columns that every table of dial tests has. */
export function useDialTestColumns(
  area: CallArea,
): Readonly<Record<'test' | 'state' | 'calls', Column<DialTest>>> {
  const { columns, ofAll } = monitoringTexts.use()
  const nameOf = useTestName()
  return {
    test: {
      key: 'test',
      title: columns.test,
      head: true,
      render: (test) => (
        <Link to={`/${area}/dial-tests/$dialTestId`} params={{ dialTestId: test.id }}>
          <b className="strong num">{nameOf(test)}</b>
        </Link>
      ),
    },
    state: {
      key: 'state',
      title: columns.state,
      render: (test) => <DialTestResult of={test} />,
    },
    calls: {
      key: 'calls',
      title: columns.calls,
      end: true,
      render: ({ calls }) =>
        calls.all === 0 ? (
          <span className="faint">–</span>
        ) : (
          <span className="num">{ofAll(formatCount(calls.passed), formatCount(calls.all))}</span>
        ),
    },
  }
}

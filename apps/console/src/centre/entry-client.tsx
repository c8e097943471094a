import { createRoot } from 'react-dom/client'
import { readPage } from '../page.ts'
import { App } from './app.tsx'
// Used by nearly every page. Imported here, because otherwise each would be a small file of its own.
import './parts/dialog.tsx'
import './parts/fields.tsx'
import './parts/find-field.tsx'
import './parts/loaded.tsx'
import './parts/no-rows.tsx'
import './parts/protocol-names.ts'
import './parts/reason.tsx'
import './parts/states.tsx'
import './centre.css'
import './members/members.css'

const { page, frame } = readPage()
const root = document.getElementById('root')
if (root && page.route === 'centre') createRoot(root).render(<App frame={{ ...frame, now: page.now }} />)

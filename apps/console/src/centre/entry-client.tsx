import { createRoot } from 'react-dom/client'
import { readPage } from '../page.ts'
import { App } from './app.tsx'
import './centre.css'
import './members/members.css'

const { page, frame } = readPage()
const root = document.getElementById('root')
if (root && page.route === 'centre') createRoot(root).render(<App frame={{ ...frame, now: page.now }} />)

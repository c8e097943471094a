import { createRoot } from 'react-dom/client'
import { readPage } from '../page.ts'
import { App } from './app.tsx'
import './centre.css'
import './members/members.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App frame={readPage().frame} />)

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startAnnouncing } from './inbox/announcer';
import { connection } from './live/live';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/table.css';
import './shell/shell.css';

const root = document.getElementById('root');
if (root) {
  startAnnouncing();
  void connection.start();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

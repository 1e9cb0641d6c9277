import { PageLink } from '../routing/page-link'
import { ThemeToggle } from '../theme/theme-toggle'
import { Indicator } from './indicator'

export function Header() {
  return (
    <header className="header">
      <div className="header-inner">
        <div className="brand">
          <img src="/mark.svg" alt="" />
          <div>
            <strong>Hawser</strong>
            <small>The line that holds.</small>
          </div>
        </div>
        <nav className="nav" aria-label="Pages">
          <PageLink page="chat">Chat</PageLink>
          <PageLink page="live">Live</PageLink>
          <PageLink page="lab">Lab</PageLink>
        </nav>
        <div className="header-tools">
          <Indicator />
          <ThemeToggle />
        </div>
      </div>
    </header>
  )
}

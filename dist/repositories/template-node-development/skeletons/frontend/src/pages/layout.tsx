import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import app from '../app.json';
import { Logo } from '../components/logo.tsx';
import { useMe } from '../metrics/queries.ts';
import styles from './layout.module.css';

/** What every page has around it. */
export function Layout() {
  const me = useMe();
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      {import.meta.env.DEV && import.meta.env.VITE_MOCK_API && (
        <p className={styles.mock} role="note">
          Mock data: no backend answers at {import.meta.env.VITE_MOCK_API}.
        </p>
      )}
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link className={styles.brand} to="/">
            <Logo size={26} />
            {app.name}
          </Link>
          <nav aria-label="Main" className={styles.nav}>
            <NavLink to="/" end>
              Dashboard
            </NavLink>
            <NavLink to="/account">Account</NavLink>
          </nav>
          <span className={styles.name}>{me.data?.name}</span>
        </div>
      </header>
      <main id="main" className={styles.main}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}

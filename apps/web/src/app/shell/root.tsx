import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { ProblemNote } from '../../components/problem-note.js';
import { ApiProblem } from '../../lib/api-problem.js';
import { sessionQuery } from '../../lib/session.js';
import { keepProbing } from '../query-client.js';
import { AwayLine } from './away-line.js';
import { Shell } from './shell.js';
import { StartPage } from './start-page.js';
import { usePreferences } from './use-preferences.js';

const SignInPage = lazy(() => import('../../features/session/components/sign-in-page.js'));
const SetupPage = lazy(() => import('../../features/session/components/setup-page.js'));

/** Addresses that people open who have no account yet, or no session. */
const OPEN = /^\/(invite\/|shared\/|password$)/;

/**
 * Who may see what: set-up until there is somebody, sign-in until it is known who asks, then the shell. All of it at the address
 * that was asked for, so that whoever signs in is where they wanted to be.
 */
export function Root() {
  const { pathname } = useLocation();
  const { data: session, error } = useQuery({
    ...sessionQuery,
    refetchInterval: (query) => (query.state.data ? false : 3000),
  });
  usePreferences(session?.user ?? null);
  useEffect(keepProbing, []);
  if (!session && error instanceof ApiProblem) return <ProblemNote error={error} />;
  if (!session) return <StartPage />;
  if (OPEN.test(pathname)) return <Suspense fallback={<StartPage />}>{<Outlet />}</Suspense>;
  if (session.user) return <Shell />;
  return (
    <>
      <AwayLine />
      <Suspense fallback={<StartPage />}>
        {session.needsSetup ? <SetupPage session={session} /> : <SignInPage session={session} />}
      </Suspense>
    </>
  );
}

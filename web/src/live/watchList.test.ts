import { describe, expect, it } from 'vitest';
import { WatchList } from './watchList';

describe('the watch list', () => {
  it('asks once for a symbol that two parts of the page watch', () => {
    const list = new WatchList();
    list.add(['A', 'B']);
    list.add(['B']);
    expect(list.takeChanges()).toEqual({ watch: ['A', 'B'], unwatch: [] });
    list.remove(['B']);
    expect(list.takeChanges()).toEqual({ watch: [], unwatch: [] });
    list.remove(['A', 'B']);
    expect(list.takeChanges()).toEqual({ watch: [], unwatch: ['A', 'B'] });
  });

  it('says nothing of a symbol that came and went in between', () => {
    const list = new WatchList();
    list.add(['A']);
    list.remove(['A']);
    expect(list.takeChanges()).toEqual({ watch: [], unwatch: [] });
  });

  it('asks for everything again on a new connection', () => {
    const list = new WatchList();
    list.add(['A']);
    list.takeChanges();
    list.forgetSent();
    expect(list.takeChanges()).toEqual({ watch: ['A'], unwatch: [] });
  });
});

// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { legNames } from '../model/words.js';
import { tables } from '../model/tables.js';
import { columns, isText } from './columns.js';
import { Table } from './table.js';
import { Tabs } from './tabs.js';

/** The measurement's name, and how many are kept. */
const measure = 'update-tables';
const measures = 300;

/** All tables: each is kept up to date, one is seen. */
export class Tables {
    /** @type {Map<TableName, Table>} */
    #all = new Map();
    #tabs;

    /** @type {Snapshot | null} */
    #snapshot = null;
    #leg = 0;

    /** @param {(choice: Choice) => void} choose */
    constructor(choose) {
        for (const model of tables) {
            const table = new Table(model, state => choose(this.#choiceOf(model, state)));
            this.#all.set(model.name, table);
        }
        this.#tabs = new Tabs(
            [...this.#all.keys()],
            name => this.#table(name).node,
            () => this.#render(),
        );
    }

    /** @param {number} leg */
    set leg(leg) {
        this.#leg = leg;
        this.#all.forEach(table => (table.leg = leg));
        if (this.#snapshot !== null) {
            this.update(this.#snapshot);
        }
    }

    /** @param {Choice | null} choice */
    set chosen(choice) {
        this.#all.forEach((table, name) => (table.isChosen = key => choice?.table === name && choice.key === key));
        this.#render();
    }

    /** @param {Choice} choice */
    rowOf(choice) {
        return this.#table(choice.table).find(choice.key);
    }

    clear() {
        this.#all.forEach(table => table.clear());
    }

    translate() {
        this.#tabs.translate();
        this.#all.forEach(table => table.translate());
        this.#render();
    }

    /** @param {Snapshot} snapshot */
    update(snapshot) {
        this.#snapshot = snapshot;
        const start = performance.now();
        const time = Date.parse(snapshot.time);
        for (const [name, table] of this.#all) {
            table.update(byLeg(rowsOf(snapshot, name)), presentOf(snapshot, name), time, snapshot.endpoints_folded);
        }
        this.#render();
        this.#table(this.#tabs.current).layout();
        performance.measure(measure, { start, end: performance.now() });
        if (performance.getEntriesByName(measure).length > measures) {
            performance.clearMeasures(measure);
        }
    }

    #render() {
        if (this.#snapshot !== null) {
            const { filter, exchanges_withheld: exchanges, connections_withheld: connections } = this.#snapshot.view;
            const name = this.#tabs.current;
            this.#table(name).render(filter !== '', name === 'connections' ? connections : exchanges);
        }
    }

    /** @param {TableName} name */
    #table(name) {
        const table = this.#all.get(name);
        if (table === undefined) {
            throw new Error(`no table ${name}`);
        }
        return table;
    }

    /**
     * @param {import('../model/tables.js').TableModel} model
     * @param {import('../model/rows.js').RowState} state
     * @returns {Choice}
     */
    #choiceOf(model, state) {
        const rows = this.#table(model.name).rows;
        const names = () => model.columns.filter(id => isText(id)).map(id => columns[id].show(state, rows));
        const title = () => `${texts()[`table_${model.name}`]}: ${names().join(' ')}`;
        return { table: model.name, key: state.key, leg: this.#leg, title, filter: model.filterOf(state.row) };
    }
}

/** @param {Row[]} rows */
function byLeg(rows) {
    return legNames.map(name => rows.filter(row => row.leg === name));
}

/**
 * @param {Snapshot} snapshot
 * @param {TableName} name
 * @returns {Row[]}
 */
function rowsOf(snapshot, name) {
    if (name !== 'container_traffic') {
        return snapshot[name];
    }
    const activity = new Map(snapshot.containers.map(row => [`${row.leg} ${row.index}`, row.last_activity]));
    return snapshot.container_traffic.map(row => ({ ...row, last_activity: activity.get(`${row.leg} ${row.index}`) }));
}

/**
 * @param {Snapshot} snapshot
 * @param {TableName} name
 * @returns {number[]}
 */
function presentOf(snapshot, name) {
    return snapshot.present[name === 'container_traffic' ? 'containers' : name];
}

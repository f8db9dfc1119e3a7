pragma Singleton
import QtQuick

// Everything that can be touched, and the one way out for what was.
QtObject {
    id: me
    property string focused: ""   // name of the target the keys are on; empty while fingers are used
    // Every Target there is. Not a list<Target>: the two types would need each other, and Qt then makes one of them twice.
    property var targets: []
    property Item film: null      // behind everything; says `pictured` where it is one
    signal sent(string kind, var value)

    function seen(item: Item): bool {
        if (!item.visible)
            return false
        for (let above = item; above; above = above.parent)
            if (above.opacity === 0)
                return false
        return true
    }
    // Whether `item` or what it stands in has such a property, and it is not false.
    function within(item: Item, property: string): bool {
        for (let above = item; above; above = above.parent)
            if (above[property] !== undefined && above[property] !== false)
                return true
        return false
    }
    // What can be seen and pressed now, as JSON: Python never holds an item that QML may take away.
    function all(): string {
        return JSON.stringify(targets.filter(t => seen(t)).map(t => {
            const box = t.mapToItem(null, 0, 0, t.width, t.height)
            return [t.name, box.x, box.y, box.width, box.height, t.enabled, t.spoken, t.toggle ? "switch" : t.oneOf ? "choice" : "button", t.on]
        }))
    }
    // As a finger would: only what is there and enabled.
    function press(name: string) {
        const target = targets.find(t => t.name === name && t.enabled && seen(t))
        if (target)
            target.press()
    }
    function enter(target: Item) {
        targets.push(target)
    }
    function leave(target: Item) {
        targets = targets.filter(t => t !== target)
    }
}

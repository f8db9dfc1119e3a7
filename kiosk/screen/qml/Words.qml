pragma Singleton
import QtQuick

// The interface's own words in the visitor's language; words.py holds them all.
QtObject {
    property var all: ({})

    function t(key: string): string {
        return all[key] ?? ""
    }
    function counted(key: string, n: int, m: int): string {
        return t(key).replace("{n}", number(n)).replace("{m}", number(m))
    }
    // In the language's own figures.
    function number(n: int): string {
        return n.toLocaleString(Qt.locale((all["language"] ?? "en").replace("-", "_")), "f", 0)
    }
}

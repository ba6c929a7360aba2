pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Letters and what they may mean, flush above the footer, as the page's shape allows.
Loader {
    id: root

    property var keyboard: null

    sourceComponent: Theme.portrait ? tall : wide
    Accessible.role: Accessible.Grouping
    Accessible.name: Theme.word("keyPinyin")

    Component {
        id: tall
        TallKeyboard { width: root.width; keyboard: root.keyboard }
    }

    Component {
        id: wide
        WideKeyboard { width: root.width; keyboard: root.keyboard }
    }
}

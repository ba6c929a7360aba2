import QtQuick

// Tab out of a box: the page's buttons come back only when the keys are gone and the page is laid out anew.
Item {
    id: root

    property bool typing: false

    signal tabbed

    Shortcut {
        sequence: "Tab"
        enabled: root.typing
        onActivated: {
            root.tabbed();
            onward.restart();
        }
    }

    Timer {
        id: onward
        interval: 50
        onTriggered: root.Window.activeFocusItem?.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
}

import QtQuick
import QtQuick.Controls.Basic
import "../theme"

// A question over the page: dims it, keeps the focus inside, is answered by a button only.
Popup {
    id: root

    property string title: ""
    property string body: ""
    property string tone: "ink"
    default property alias more: extra.data
    property alias actions: buttons.data

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: parent ? Math.min(parent.width - 2 * Theme.margin, 984) : 984
    padding: 56
    modal: true
    focus: true
    closePolicy: Popup.NoAutoClose

    background: Rectangle {
        radius: 32
        color: Theme.card
        border.width: Theme.borderControl
        border.color: Theme.accent
    }

    Overlay.modal: Rectangle {
        color: Theme.isDark ? "#D0000000" : "#A01B2430"
    }

    contentItem: Column {
        spacing: Theme.space24

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.title
            size: "xl"
            strong: true
            tone: root.tone
            Accessible.role: Accessible.AlertMessage
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.body
        }

        Column {
            id: extra
            width: parent.width
            spacing: Theme.space24
        }

        ActionRow {
            id: buttons
            width: parent.width
        }
    }

    enter: Transition {
        NumberAnimation { property: "opacity"; from: Theme.animated ? 0 : 1; to: 1; duration: Theme.pageMs }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.pageMs }
    }
}

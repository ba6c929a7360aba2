import QtQuick
import "../../theme"
import "../../components"
import "../../components/pages.js" as Pages

// What to do about a fault, drawn large, with its sentence: whom to call, what to look at, or to wait.
Panel {
    id: root

    property string remedy: ""
    property string words: ""
    // As it is spoken, "C 02": a fault of a reader or of the printer has a picture of its own.
    property string code: ""
    readonly property string fault: code.replace(" ", "")
    readonly property bool own: card.known || printer.known
    readonly property var pictograms: ({"call_staff": "bell", "call_technician": "phone", "wait": "clock"})

    // The height the whole panel may take: its words are never cut, its drawing takes what they leave.
    property real free: Pages.roomAround(root)
    readonly property real spare: free - label.height - 3 * Theme.space32

    tone: "warn"
    implicitHeight: picture.height + label.height + 3 * Theme.space32

    Item {
        id: picture
        y: Theme.space32
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.width - 2 * Theme.space48
        height: card.known ? card.height : printer.known ? printer.height : Math.max(64, Math.min(280, root.spare))

        CardFault {
            id: card
            objectName: "card-fault"
            width: parent.width
            visible: known
            maximumHeight: Math.max(64, root.spare)
            fault: root.fault
        }

        PrinterFault {
            id: printer
            objectName: "printer-fault"
            width: parent.width
            visible: known
            maximumHeight: Math.max(64, root.spare)
            fault: root.fault
        }

        Pictogram {
            anchors.centerIn: parent
            visible: !root.own
            name: root.pictograms[root.remedy] ?? "warning"
            size: parent.height
            color: Theme.warn
            fill: Theme.card
        }
    }

    TextLabel {
        id: label
        x: Theme.space32
        y: picture.y + picture.height + Theme.space24
        width: root.width - 2 * Theme.space32
        // A sentence a line, where there is room for the lines.
        text: Theme.large ? root.words : root.words.replace(/(。|\. )(?=.)/g, "$1\n")
        size: Theme.large && !Theme.portrait ? "m" : "l"
        strong: true
        align: "center"
    }
}

import QtQuick
import "../theme"
import "../components"
import "parts"

// Nobody can be served until a technician has been; what was handed in is safe.
Screen {
    id: screen

    tools: ["larger"]
    title: say["out.title"]
    titleSize: "xxl"
    titleTone: "warn"
    lead: say["out.lead"]

    Item {
        width: parent.width
        implicitHeight: Theme.portrait ? 420 : 240

        Pictogram {
            anchors.centerIn: parent
            name: "clock"
            size: Theme.portrait ? 280 : 180
            color: Theme.warn
            fill: Theme.tintWarn
        }
    }

    TextLabel {
        width: parent.width
        text: screen.say["out.help"]
        size: "l"
    }

    aside: [
        Banner {
            width: parent.width
            title: screen.vm.fault.title
            body: screen.vm.fault.remedy
            tone: "warn"
            pictogram: "warning"
        },
        CodePanel {
            width: parent.width
            label: screen.say["fault.code"]
            name: screen.vm.visit.phone
            code: screen.vm.fault.code
        }
    ]
}

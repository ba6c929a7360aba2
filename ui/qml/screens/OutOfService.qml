import QtQuick
import "../theme"
import "../components"
import "../components/pages.js" as Pages
import "parts"

// Nobody can be served until somebody has been; what was handed in stays where it is, and this says what to do.
Screen {
    id: screen

    tools: ["language", "larger"]
    title: say["out.title"]
    titleSize: Theme.large && !Theme.portrait ? "title" : "xxl"
    titleTone: "warn"
    lead: say["out.lead"]

    // Another fault than before is read from its beginning.
    Connections {
        target: screen.vm.fault
        function onCodeChanged(): void { screen.pager.page = 0; }
    }

    // Before everything that may go on to a second page: it is what whoever comes is asked for. Large words leave no room for a banner of its own.
    CodePanel {
        id: code
        width: parent.width
        label: screen.say["fault.code"]
        name: screen.vm.visit.phone
        note: Theme.large ? screen.vm.fault.title : ""
        code: screen.vm.fault.code
    }

    Banner {
        id: what
        width: parent.width
        visible: !Theme.large
        title: screen.vm.fault.title
        tone: "warn"
        pictogram: "warning"
    }

    aside: [
        RemedyPicture {
            id: remedy
            objectName: "remedy"
            readonly property real above: code.height + Theme.space24 + (what.visible ? what.height + Theme.space24 : 0)
            width: parent.width
            remedy: screen.vm.fault.picture
            words: screen.vm.fault.remedy
            free: (Theme.portrait ? screen.free - above : Pages.wholeAround(remedy)) - help.height - Theme.space24
        },
        TextLabel {
            id: help
            width: parent.width
            text: screen.say["out.help"]
            size: Theme.large ? "s" : "l"
        }
    ]
}

import QtQuick
import "../components"
import "parts"

// Nobody can be served until somebody has been; what was handed in stays where it is, and this says what to do.
Screen {
    id: screen

    tools: ["language", "larger"]
    title: say["out.title"]
    titleSize: "xxl"
    titleTone: "warn"
    lead: say["out.lead"]

    // Before everything that may go on to a second page: it is what whoever comes is asked for.
    CodePanel {
        width: parent.width
        label: screen.say["fault.code"]
        name: screen.vm.visit.phone
        code: screen.vm.fault.code
    }

    Banner {
        width: parent.width
        title: screen.vm.fault.title
        tone: "warn"
        pictogram: "warning"
    }

    aside: [
        RemedyPicture {
            objectName: "remedy"
            width: parent.width
            remedy: screen.vm.fault.picture
            words: screen.vm.fault.remedy
        },
        TextLabel {
            width: parent.width
            text: screen.say["out.help"]
            size: "l"
        }
    ]
}
